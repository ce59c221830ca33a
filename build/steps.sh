# Sourced by `resnetgen` and `test`: says what is being done in one line on stderr, and shows the whole log only of what failed.

# step TEXT COMMAND…: runs the command quietly. Returns its exit code.
step() {
  local text=$1 log code=0 started=$SECONDS
  shift
  log=$(mktemp "${TMPDIR:-/tmp}/resnetgen.XXXXXX.log")
  printf '%s … ' "$text" >&2
  # File descriptor 9 is the build lock: a build server that inherited it would keep it.
  "$@" >"$log" 2>&1 </dev/null 9>&- || code=$?
  if ((code == 0)); then
    printf 'done (%d s)\n' $((SECONDS - started)) >&2
  else
    printf 'failed\n' >&2
    cat "$log" >&2
  fi
  rm -f "$log"
  return "$code"
}

# fail MESSAGE…: prints the message on stderr, a line each, and ends the script with exit code 1.
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}
