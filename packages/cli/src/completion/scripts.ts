type Words = ReadonlyMap<string, readonly string[]>;

/** The shell code that completes words of tutti, by shell. */
export const SCRIPTS: Readonly<Record<string, (words: Words) => string>> = { bash, zsh, fish };

function bash(words: Words): string {
  return `# Completion of tutti for bash: source <(tutti completion bash)
${lookup(words)}
_tutti() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" next word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    if [[ $word != -* && -n $(_tutti_words "$next") ]]; then path=$next; fi
  done
  COMPREPLY=($(compgen -W "$(_tutti_words "$path")" -- "$current"))
}
complete -o default -F _tutti tutti`;
}

function zsh(words: Words): string {
  return `#compdef tutti
# Completion of tutti for zsh: source <(tutti completion zsh)
${lookup(words)}
_tutti() {
  local path_now="" next word
  local -a following
  for word in "\${(@)words[2,CURRENT-1]}"; do
    next="\${path_now:+$path_now }$word"
    if [[ $word != -* && -n $(_tutti_words "$next") ]]; then path_now=$next; fi
  done
  following=(\${=$(_tutti_words "$path_now")})
  compadd -a following
  # Where no command can follow, a file may.
  if [[ -z \${(M)following:#[^-]*} ]]; then _files; fi
}
if [[ -n $functions[compdef] ]]; then compdef _tutti tutti; fi`;
}

/** A function of bash and zsh that prints what may follow the words it is given. */
function lookup(words: Words): string {
  const cases = [...words].map(([path, following]) => `    "${path}") echo "${following.join(" ")}" ;;`);
  return `_tutti_words() {\n  case "$1" in\n${cases.join("\n")}\n  esac\n}`;
}

function fish(words: Words): string {
  const cases = [...words].map(
    ([path, following]) => `    case "${path}"\n      printf '%s\\n' ${following.join(" ")}`,
  );
  return `# Completion of tutti for fish: tutti completion fish | source
function __tutti_words
  switch "$argv[1]"
${cases.join("\n")}
  end
end
function __tutti_path
  set -l path ""
  for word in (commandline -opc)[2..]
    set -l next (string trim "$path $word")
    if not string match -q -- "-*" $word; and test -n "$(__tutti_words "$next")"
      set path $next
    end
  end
  echo $path
end
function __tutti_complete
  __tutti_words (__tutti_path)
end
# Where no command can follow, a file may.
function __tutti_takes_files
  not string match -q -r -- "^[^-]" (__tutti_complete)
end
complete -c tutti -n __tutti_takes_files -a "(__tutti_complete)"
complete -c tutti -n "not __tutti_takes_files" -f -a "(__tutti_complete)"`;
}
