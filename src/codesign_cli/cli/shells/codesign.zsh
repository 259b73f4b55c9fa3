#compdef @NAMES@
# Completion of @NAMES@ in zsh. Load it with: source <(@NAME@ completion zsh)
# Or keep it as a file _codesign in a folder of $fpath.
_codesign() {
    emulate -L zsh
    local -a lines values shown
    local line
    lines=("${(@f)$(command @NAME@ completion zsh $((CURRENT - 1)) "${words[@]}" 2>/dev/null </dev/null)}")
    if [[ $lines[1] == files ]]; then
        _files
        return
    fi
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( $#values )) && compadd -l -d shown -M 'm:{a-z}={A-Z}' -a values
}
if [[ $funcstack[1] == _codesign ]]; then
    _codesign "$@"
elif (( $+functions[compdef] )); then
    compdef _codesign @NAMES@
fi
