using System;
using System.Globalization;

namespace ResNetGen.Reports;

/// <summary>Numbers as the page writes them, in no culture. No line ends between a number and its unit.</summary>
internal static class NumberText
{
    private const string Space = "\u00a0";

    /// <summary>A share: <c>91.3 %</c>. Wrong and right stay apart: what is less than all is not written as 100 %, and what is more than nothing not as 0 %.</summary>
    public static string Percent(double share, int digits = 1)
    {
        var least = Math.Pow(10, -digits);
        var percent = 100 * share;
        var shown = share < 1 && percent > 100 - least ? 100 - least : share > 0 && percent < least ? least : percent;
        return shown.ToString("F" + digits, CultureInfo.InvariantCulture) + Space + "%";
    }

    /// <summary>A count: <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A large count: <c>272 k</c>, <c>25.6 M</c>, <c>4.09 G</c>.</summary>
    public static string Short(long count) => count switch
    {
        >= 1_000_000_000 => Three(count / 1e9) + Space + "G",
        >= 1_000_000 => Three(count / 1e6) + Space + "M",
        >= 10_000 => Three(count / 1e3) + Space + "k",
        _ => Count(count),
    };

    /// <summary>A number with three digits that count.</summary>
    public static string Three(double number) => Math.Abs(number) switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("F1", CultureInfo.InvariantCulture),
        >= 1 => number.ToString("F2", CultureInfo.InvariantCulture),
        0 => "0",
        >= 1e-4 => number.ToString("G3", CultureInfo.InvariantCulture),
        _ => number.ToString("0.##e-0", CultureInfo.InvariantCulture),
    };

    /// <summary>A round number, as it is.</summary>
    public static string Round(double number) => Math.Abs(number) is > 0 and < 1e-4
        ? number.ToString("0.##e-0", CultureInfo.InvariantCulture)
        : number.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A time: <c>41 s</c>, <c>12 min 5 s</c>, <c>3 h 7 min</c>.</summary>
    public static string Time(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time switch
        {
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#}{Space}s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}{Space}min {time.Seconds}{Space}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}{Space}h {time.Minutes}{Space}min"),
        };
    }
}
