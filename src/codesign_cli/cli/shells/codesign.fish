# Completion of @NAMES@ in fish. Load it with: @NAME@ completion fish | source
function __codesign_complete
    set -l current (commandline -ct)
    set -l before (commandline -opc)
    set -l lines (command @NAME@ completion fish (count $before) $before "$current" 2>/dev/null </dev/null)
    if test "$lines[1]" = files
        __fish_complete_path "$current"
    else if test (count $lines) -gt 1
        printf '%s\n' $lines[2..-1]
    end
end
for name in @NAMES@
    complete --command $name --no-files --arguments '(__codesign_complete)'
end
