# Reads a .trx file of one test project. Writes "passed failed skipped" as the first line; then "failed" or "skipped", a tab, the test's name, a tab and
# what was said, line ends as \n. Needs nothing but POSIX awk: an element is what stands between two '<'.
BEGIN { RS = "<"; passed = failed = skipped = 0; outcome = "" }

function attribute(name,    text) {
    if (!match($0, name "=\"[^\"]*\"")) return ""
    text = substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3)
    return plain(text)
}

function plain(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/\r/, "", text)
    gsub(/\n/, "\\n", text)
    gsub(/&#xD;/, "", text)
    gsub(/&#xA;/, "\\n", text)
    gsub(/&quot;/, "\"", text)
    gsub(/&apos;/, "'", text)
    gsub(/&lt;/, "<", text)
    gsub(/&gt;/, ">", text)
    gsub(/&amp;/, "\\&", text)
    return text
}

function content(    text) {
    text = $0
    sub(/^[^>]*>/, "", text)
    return plain(text)
}

# A stack trace without the frames of the machinery that called the test.
function own(trace) {
    sub(/(\\n)? +at System[.](Reflection|RuntimeMethodHandle)[.].*$/, "", trace)
    return trace
}

function finish() {
    if (outcome == "Passed") passed++
    else if (outcome == "NotExecuted") { skipped++; lines = lines "skipped\t" name "\t" said "\n" }
    else if (outcome != "") { failed++; lines = lines "failed\t" name "\t" said "\n" }
    outcome = ""
}

/^UnitTestResult / { finish(); outcome = attribute("outcome"); name = attribute("testName"); said = "" }
outcome != "" && /^Message>/ { said = said content() }
outcome != "" && /^StackTrace>/ { said = said "\\n" own(content()) }
/^\/Results>/ { finish() }

END { finish(); printf "%d %d %d\n%s", passed, failed, skipped, lines }
