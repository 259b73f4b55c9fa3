"""The pages that are sent to customers: each is built from one account's cut, and sees no program."""
