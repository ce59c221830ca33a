using System.Collections.Generic;
using ResNetGen.Weights;

namespace ResNetGen.Runtime.Tests.Weights;

/// <summary>Files of weights with other bytes than they should have: each is refused, or read, and nothing else happens.</summary>
internal static class DamagedFiles
{
    /// <summary>How many of some files are refused.</summary>
    /// <param name="folder">Where they are written, one over the other.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="files">Their bytes.</param>
    public static int Refused(ScratchFolder folder, string name, IEnumerable<byte[]> files)
    {
        var refused = 0;
        foreach (var bytes in files)
        {
            try
            {
                using var reader = WeightsFile.Open(folder.Write(name, bytes));
                foreach (var tensor in reader.Entries.Keys)
                {
                    reader.Read(tensor).Dispose();
                }
            }
            catch (WeightsException)
            {
                refused++;
            }
        }

        return refused;
    }
}
