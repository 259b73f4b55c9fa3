# Completion of @NAMES@ in bash 4 or newer. Load it with: source <(@NAME@ completion bash)
_codesign_complete() {
    local kind="" value
    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        if [ -z "$kind" ]; then
            kind=$value
            continue
        fi
        case ${COMP_WORDS[COMP_CWORD]} in
            \"* | \'*) ;; # within quotes already
            *) printf -v value %q "$value" ;;
        esac
        COMPREPLY+=("$value")
    done < <(command @NAME@ completion bash "$COMP_CWORD" "${COMP_WORDS[@]}" 2>/dev/null </dev/null)
    if [ "$kind" = files ]; then
        compopt -o default 2>/dev/null
    fi
    return 0
}
complete -F _codesign_complete @NAMES@
