using System;
using System.IO;
using System.Threading.Tasks;
using ResNetGen.Reports;

namespace ResNetGen.Runtime.Tests.Reports;

public class ReportInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    // Text and what is behind it, by the contrast of WCAG 2: what is under 4.5 is hard to read.
    private const string FaintText = """
        (() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = color => { const [r, g, b] = rgba(color).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
          const behind = e => { for (; e; e = e.parentElement) { const color = getComputedStyle(e).backgroundColor; if (rgba(color)[3] === 255) return color; } return 'white'; };
          const faint = [];
          for (const e of document.querySelectorAll('main *')) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest('svg') || e.matches('.none')) continue;
            const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
            const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (contrast < 4.5) faint.push(`${e.tagName}.${e.className} ${e.textContent.trim()} ${contrast.toFixed(2)}`);
          }
          return faint.join('\n');
        })()
        """;

    // What is wider than the window, unless it can be scrolled for itself.
    private const string TooWide = """
        [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'))
          .map(e => `${e.tagName}.${e.getAttribute('class')} ${e.getBoundingClientRect().right}`).join('\n')
        """;

    [SkippableTheory]
    [InlineData(10, 400, "light")]
    [InlineData(10, 400, "dark")]
    [InlineData(10, 1280, "light")]
    [InlineData(10, 1280, "dark")]
    [InlineData(100, 400, "light")]
    [InlineData(100, 1280, "dark")]
    public async Task The_page_loads_alone_fits_and_can_be_read(int classes, int width, string scheme)
    {
        using var folder = new ScratchFolder();
        Report.Write(folder.File("report.html"), Runs.Of(classes, epochs: 30, className: "a class with a long name"));
        await browser.ShowAsync(folder.File("report.html"), width, scheme);

        Assert.Empty(browser.Complaints);
        Assert.Empty(browser.Requests);
        Assert.Equal("", (string?)await browser.AskAsync(TooWide));
        Assert.Equal(width, (int?)await browser.AskAsync("document.documentElement.scrollWidth"));
        Assert.Equal("", (string?)await browser.AskAsync(FaintText));
        Assert.Equal(
            "Learning, Classes, Surest mistakes, Narrow escapes, Network, To do it again",
            (string?)await browser.AskAsync("[...document.querySelectorAll('h2')].map(e => e.textContent).join(', ')"));
        Assert.Equal(4, (int?)await browser.AskAsync("document.querySelectorAll('.chart svg').length"));
        Assert.True((bool?)await browser.AskAsync("[...document.images].every(e => e.complete && e.naturalWidth > 0 && e.alt)"));
        Assert.True((bool?)await browser.AskAsync("[...document.querySelectorAll('svg')].every(e => e.getAttribute('aria-label'))"));
        var dark = (string?)await browser.AskAsync("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == "dark", dark == "rgb(17, 21, 28)");
        await KeepPictureAsync($"report-{classes}-{width}-{scheme}.png");
    }

    [SkippableFact]
    public async Task Pointing_at_an_epoch_says_its_numbers()
    {
        using var folder = new ScratchFolder();
        Report.Write(folder.File("report.html"), Runs.Of(10));
        await browser.ShowAsync(folder.File("report.html"), 1280, "light");
        Assert.True((bool?)await browser.AskAsync("document.querySelector('#tip').hidden"));

        var place = await browser.AskAsync("(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelectorAll('.chart .band')[1].getBoundingClientRect())");
        await browser.PointAsync((double)place![0]!, (double)place[1]!);

        Assert.Equal("epoch 2\ntrain 1.00\ntest 1.25", (string?)await browser.AskAsync("document.querySelector('#tip').textContent"));
        Assert.False((bool?)await browser.AskAsync("document.querySelector('#tip').hidden"));
    }

    [SkippableFact]
    public async Task Names_that_attack_do_nothing()
    {
        using var folder = new ScratchFolder();
        const string Attack = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>\" onload=\"window.hit=1";
        var run = Runs.Of(4, className: Attack) with
        {
            Name = Attack,
            Diagram = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='window.hit=1'><script>window.hit=1; fetch('http://localhost:9/')</script></svg>",
        };
        Report.Write(folder.File("report.html"), run);
        await browser.ShowAsync(folder.File("report.html"), 1280, "light");

        Assert.Equal("undefined", (string?)await browser.AskAsync("typeof window.hit"));
        Assert.Empty(browser.Requests);
        Assert.Equal(Attack, (string?)await browser.AskAsync("document.querySelector('h1').firstChild.data.trim()"));
    }

    // For people: RESNETGEN_PICTURES names a folder where they are kept.
    private async Task KeepPictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("RESNETGEN_PICTURES") is { Length: > 0 } folder)
        {
            await browser.PictureAsync(Path.Combine(folder, name));
        }
    }
}
