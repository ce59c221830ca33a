using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen;
using ResNetGen.Data;
using ResNetGen.Data.Shapes;
using ResNetGen.Images;

namespace FineTune;

/// <summary>A folder of PNG files, as a user has one: a folder for each class.</summary>
internal static class PictureFolder
{
    /// <summary>Draws pictures of the first classes of shapes.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="pictures">How many pictures of each.</param>
    public static void Draw(string folder, int classes, int pictures)
    {
        // Other pictures than those that the first network has learned from.
        var shapes = new ShapesDataset(DatasetPart.Test, new FeatureShape(3, 32, 32));
        var drawn = new Dictionary<int, int>();
        var pixels = new byte[shapes.Shape.Length];
        for (var i = 0; i < shapes.Count; i++)
        {
            var label = shapes.Read(i, pixels);
            var number = drawn[label] = drawn.GetValueOrDefault(label) + 1;
            if (label < classes && number <= pictures)
            {
                PictureFile.WritePng(Path.Combine(folder, shapes.ClassNames[label], $"{number}.png"), Picture.FromPlanes(pixels, shapes.Shape));
            }
        }

        Console.WriteLine($"{folder}: {drawn.Where(d => d.Key < classes).Sum(d => Math.Min(d.Value, pictures))} pictures of {string.Join(", ", shapes.ClassNames.Take(classes))}");
    }
}
