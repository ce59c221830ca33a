using System;
using System.Diagnostics;
using System.IO;

namespace ResNetGen;

/// <summary>A Python that answers a line with a line: importing torch takes longer than most of what it is asked.</summary>
internal sealed class PythonSession : IDisposable
{
    private readonly Process process;
    private readonly string errors = Path.GetTempFileName();

    /// <param name="script">Defines <c>answer(line)</c>, which returns a text without line ends.</param>
    public PythonSession(string script)
    {
        const string Loop = """

            import sys
            for line in sys.stdin:
                print(answer(line.rstrip("\n")), flush=True)
            """;
        process = Python.Start(script + Loop);
        process.ErrorDataReceived += (_, data) =>
        {
            lock (errors)
            {
                File.AppendAllText(errors, data.Data + "\n");
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>The answer to a line.</summary>
    public string Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine();
        if (answer is null)
        {
            process.WaitForExit();
            lock (errors)
            {
                Assert.Fail(File.ReadAllText(errors));
            }
        }

        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        File.Delete(errors);
    }
}
