# Sourced by `test`: runs test projects one after another and sums up. Needs `root` and requirements.sh.

readonly results=$root/artifacts/test-results
passed=0 failed=0 skipped=0
skips=

# test_projects [NAME…]: prints the test projects whose names contain a NAME, all if there is none.
test_projects() {
  local project name
  for project in "$root"/tests/*/*.Tests.csproj; do
    (($# > 0)) || echo "$project"
    for name in "$@"; do
      if [[ $(basename "$project" .csproj) == *"$name"* ]]; then
        echo "$project"
        break
      fi
    done
  done
}

# Prints the names of all test projects in one line.
project_names() {
  local project
  for project in "$root"/tests/*/*.Tests.csproj; do
    printf '%s ' "$(basename "$project" .csproj)"
  done
}

# not_built PROJECT…: ends the script. What cannot be built counts as failed.
not_built() {
  failed=$#
  report
  exit 1
}

# run_project PROJECT ARGUMENT…: runs one test project and prints a line for it, and each failed test with what it said.
run_project() {
  local name trx log counts p f s kind test said started=$SECONDS code=0
  name=$(basename "$1" .csproj)
  trx=$results/$name.trx
  log=$results/$name.log
  shift
  mkdir -p "$results"
  rm -f "$trx"

  # A test that hangs ends its project, and is named, instead of holding up everything.
  "$(find_dotnet)" test "$root/artifacts/bin/$name/release/$name.dll" --logger "trx;LogFileName=$trx" --results-directory "$results" \
    --blame-hang-timeout 5m --blame-hang-dump-type none "$@" >"$log" 2>&1 </dev/null || code=$?

  counts=$(if [[ -e $trx ]]; then awk -f "$root/build/test-results.awk" "$trx"; fi)
  read -r p f s <<<"${counts:-0 0 0}"
  if ((p + f + s == 0 && code == 0 && $# > 0)); then
    return # A filter took all of its tests.
  fi
  if ((p + f + s == 0 || (code != 0 && f == 0))); then
    # It crashed, hung or has no test: that is no success, whatever else was counted.
    f=$((f + 1))
    head -n 40 "$log"
    echo "FAILED  $name ended with code $code and without a failed test; all that it wrote is in $log"
  fi
  while IFS=$'\t' read -r kind test said; do
    case $kind in
      failed) printf 'FAILED  %s\n%b\n\n' "$test" "${said//\\n/\\n        }" ;;
      skipped) skips+="  $test: $said"$'\n' ;;
    esac
  done < <(tail -n +2 <<<"$counts")
  printf '%-32s %5d passed %4d failed %4d skipped %5d s\n' "$name" "$p" "$f" "$s" $((SECONDS - started))
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# Prints why tests were skipped, and the sum as the last line; its exit code says whether all is well.
report() {
  if [[ -n $skips ]]; then
    printf '\nSkipped:\n%s\n' "$skips"
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0 && passed > 0))
}
