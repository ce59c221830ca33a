using System.Collections.Generic;
using System.Text.Json.Serialization;
using ResNetGen.Inference;

namespace ResNetGen.Cli.Benchmarking;

/// <summary>What <c>bench --json</c> writes; the names are those of the scripts under <c>bench/peers</c>.</summary>
internal sealed record BenchJson(
    string Network,
    string Mode,
    int Batch,
    string Dtype,
    string? Engine,
    int Threads,
    [property: JsonPropertyName("median_ms")] double MedianMilliseconds,
    [property: JsonPropertyName("min_ms")] double LeastMilliseconds,
    int Runs,
    [property: JsonPropertyName("peak_rss_mb")] long PeakResidentMegabytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName("peak_gflops")] double? PeakGigaflops,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<KindTime>? Kinds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StepTime>? Profile);
