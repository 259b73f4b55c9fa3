"""x"""
TABLES: dict[str, list] = {}
