# Bash completion for referat: `source compiler/completions/referat.bash`, or copy it to /usr/share/bash-completion/completions/referat.

_referat() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} styles=styles i
    for ((i = 1; i < COMP_CWORD - 1; i++)); do
        [[ ${COMP_WORDS[i]} == --styles ]] && styles=${COMP_WORDS[i + 1]}
    done
    case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W 'text json sarif github' -- "$word"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'da en' -- "$word"); return ;;
    --edition) mapfile -t COMPREPLY < <(compgen -W 'offentlig intern' -- "$word"); return ;;
    --only) mapfile -t COMPREPLY < <(compgen -W 'pdf html toc' -- "$word"); return ;;
    -o | --out | --styles) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    esac
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W 'build check new explain graph compile resolve render link --emit= --help --version' -- "$word")
        return
    fi
    case $command:$word in
    build:-*)
        mapfile -t COMPREPLY < <(compgen -W '-o -j --styles --edition --only --base-url --timings --lang --warnings-as-errors --emit=' -- "$word") ;;
    graph:-*)
        mapfile -t COMPREPLY < <(compgen -W '-o --styles --edition --base-url --objects --file --depfile --lang --warnings-as-errors' -- "$word") ;;
    compile:-*)
        mapfile -t COMPREPLY < <(compgen -W '--unit --depfile --defer-errors --root --styles --edition --format --lang --warnings-as-errors' -- "$word") ;;
    resolve:-*)
        mapfile -t COMPREPLY < <(compgen -W '-o --dyndep --edition --styles --lang' -- "$word") ;;
    render:-*)
        mapfile -t COMPREPLY < <(compgen -W '-o --imports --made --depfile --defer-errors --root --styles --edition --format --lang --warnings-as-errors' -- "$word") ;;
    link:-*)
        mapfile -t COMPREPLY < <(compgen -W '-o -j --depfile --report --styles --edition --base-url --format --lang' -- "$word") ;;
    check:-*)
        mapfile -t COMPREPLY < <(compgen -W '-j --styles --edition --format --lang --stdin-name --warnings-as-errors' -- "$word") ;;
    explain:*)
        # `referat explain` lists the rules, a line each, the id first.
        mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" explain 2>/dev/null | sed -n 's/^ *\([a-z][a-z-]*\) .*/\1/p')" -- "$word") ;;
    new:*)
        ((COMP_CWORD == 2)) && mapfile -t COMPREPLY < <(compgen -W "$(ls "$styles" 2>/dev/null)" -- "$word") ;;
    *)
        mapfile -t COMPREPLY < <(compgen -f -X '!*.md' -- "$word"; compgen -d -- "$word") ;;
    esac
}
complete -o filenames -F _referat referat
