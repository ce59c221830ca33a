using System;
using System.Collections.Generic;
using System.Text.Json;
using ResNetGen.Data;

namespace ResNetGen.Weights;

/// <summary>What a file of weights notes of the data that its network has learned, so that the file alone is enough to score pictures.</summary>
/// <param name="ClassNames">The classes' names, in the order of the scores; null where the file says nothing of them.</param>
/// <param name="Normalization">How pixels became numbers; null where the file says nothing of it.</param>
public sealed record DataNote(IReadOnlyList<string>? ClassNames, Normalization? Normalization)
{
    /// <summary>The name of the classes' names among a file's texts: a JSON list.</summary>
    public const string ClassesKey = "resnetgen.classes";

    /// <summary>The name of the normalisation among a file's texts: a JSON list of two, the means and the standard deviations, in units of pixel / 255.</summary>
    public const string NormalizationKey = NormalizationNote.Key;

    /// <summary>The note as texts for a file of weights.</summary>
    public IReadOnlyDictionary<string, string> Texts
    {
        get
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            if (ClassNames is not null)
            {
                texts[ClassesKey] = JsonSerializer.Serialize([.. ClassNames], DataNoteJson.Default.StringArray);
            }

            if (Normalization is not null)
            {
                texts[NormalizationKey] = JsonSerializer.Serialize([[.. Normalization.Mean], [.. Normalization.StandardDeviation]], DataNoteJson.Default.SingleArrayArray);
            }

            return texts;
        }
    }

    /// <summary>What a network that learns from these data has to note: <c>WeightsFile.Save(path, network, DataNote.Of(data).Texts)</c>.</summary>
    public static DataNote Of(DataSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DataNote(data.Train.ClassNames, data.Normalization);
    }

    /// <summary>The note in a file's texts. What another program wrote there and cannot be read counts as nothing.</summary>
    public static DataNote Of(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new DataNote(
            texts.TryGetValue(ClassesKey, out var classes) ? Read(() => JsonSerializer.Deserialize(classes, DataNoteJson.Default.StringArray)) : null,
            texts.TryGetValue(NormalizationKey, out var numbers) ? Read(() => NormalizationNote.TryRead(numbers, out var mean, out var deviation) ? new Normalization(mean, deviation) : null) : null);
    }

    /// <summary>The note in a file of weights.</summary>
    /// <exception cref="WeightsException">There is no such file, or it is not sound.</exception>
    public static DataNote OfFile(string path)
    {
        using var file = WeightsFile.Open(path);
        return Of(file.Metadata);
    }

    private static T? Read<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
