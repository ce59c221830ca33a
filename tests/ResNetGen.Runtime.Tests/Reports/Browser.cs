using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace ResNetGen.Runtime.Tests.Reports;

/// <summary>Headless Chromium, told by its DevTools protocol what to show, and asked what became of it.</summary>
public sealed class Browser : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string profile = Directory.CreateTempSubdirectory("resnetgen-chromium-").FullName;
    private readonly ClientWebSocket socket = new();
    private readonly List<JsonNode> events = [];
    private Process? process;
    private string? session;
    private int calls;

    /// <summary>What the last page wrote to its console, threw, or was refused.</summary>
    public IReadOnlyList<string> Complaints => [.. events.Where(e => Method(e) is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded").Select(e => e.ToJsonString())];

    /// <summary>The addresses that the last page asked for, its own left out, and those of data inside it.</summary>
    public IReadOnlyList<string> Requests => [.. events.Where(e => Method(e) == "Network.requestWillBeSent").Select(e => (string)e["params"]!["request"]!["url"]!)
        .Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("file:", StringComparison.Ordinal))];

    public async Task InitializeAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return;
        }

        // Without the sandbox, because root may not use it; what is shown is our own.
        process = Process.Start(new ProcessStartInfo(program, ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        const string Announcement = "DevTools listening on ";
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync(patience.Token);
        }
        while (line is not null && !line.StartsWith(Announcement, StringComparison.Ordinal));
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await socket.ConnectAsync(new Uri(line![Announcement.Length..]), patience.Token);
        var target = await CallAsync("Target.createTarget", new { url = "about:blank" });
        session = (string)(await CallAsync("Target.attachToTarget", new { targetId = (string)target["targetId"]!, flatten = true }))["sessionId"]!;
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await CallAsync(domain + ".enable");
        }
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(profile, recursive: true);
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Shows a file. Chromium is a <see cref="Peer"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The window's width, in pixels.</param>
    /// <param name="scheme"><c>light</c> or <c>dark</c>.</param>
    public async Task ShowAsync(string path, int width, string scheme)
    {
        Peer.Require(process is not null, "Chromium is not installed; on Debian: apt-get install chromium.");
        await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = width < 600 });
        await CallAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } });
        events.Clear();
        await CallAsync("Page.navigate", new { url = new Uri(path).AbsoluteUri });
        while (!events.Exists(e => Method(e) == "Page.loadEventFired"))
        {
            await ReceiveAsync();
        }
    }

    /// <summary>What an expression of JavaScript gives in the page.</summary>
    public async Task<JsonNode?> AskAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new { expression, returnByValue = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"];
    }

    /// <summary>Moves the pointer to a place of the window.</summary>
    public Task PointAsync(double x, double y) => CallAsync("Input.dispatchMouseEvent", new { type = "mouseMoved", x, y });

    /// <summary>Takes a picture of the whole page.</summary>
    public async Task PictureAsync(string path)
    {
        var answer = await CallAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true });
        await File.WriteAllBytesAsync(path, Convert.FromBase64String((string)answer["data"]!));
    }

    private static string? Method(JsonNode message) => (string?)message["method"];

    private async Task<JsonNode> CallAsync(string method, object? parameters = null)
    {
        var id = ++calls;
        var message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { }, sessionId = session });
        using (var patience = new CancellationTokenSource(Patience))
        {
            // Chromium takes no null for a session.
            await socket.SendAsync(session is null ? JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } }) : message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }

        while (true)
        {
            var answer = await ReceiveAsync();
            if ((int?)answer["id"] == id)
            {
                Assert.True(answer["error"] is null, method + ": " + answer.ToJsonString());
                return answer["result"]!;
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, patience.Token);
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        var message = JsonNode.Parse(bytes.ToArray())!;
        if (Method(message) is not null)
        {
            events.Add(message);
        }

        return message;
    }
}
