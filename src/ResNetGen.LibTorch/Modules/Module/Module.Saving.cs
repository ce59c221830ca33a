using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ResNetGen.LibTorch.Files;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Writes parameters and persistent buffers to a file, which is there complete or not at all.</summary>
            /// <param name="location">The file's path.</param>
            /// <param name="skip">Keys to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                WholeFile.Write(location, stream => save(stream, skip));
                return this;
            }

            /// <summary>Writes parameters and persistent buffers to a stream, which stays open.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes tensors by key: their number, then for each its key, element type, rank, sizes and raw values.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(writer);
                ArgumentNullException.ThrowIfNull(sd);
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Write7BitEncodedInt64(entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads a file that <see cref="save(string, IList{string})"/> wrote. Everything is checked before anything is changed.</summary>
            /// <param name="location">The file's path.</param>
            /// <param name="strict">Whether every key must be on both sides.</param>
            /// <param name="skip">Keys to leave alone.</param>
            /// <param name="loadedParameters">Takes every key of either side and whether it was loaded.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="InvalidDataException">The file is cut off, or holds something else.</exception>
            /// <exception cref="ArgumentException">Keys, shapes or types are not the module's.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                {
                    throw new FileNotFoundException($"There is no file '{location}' to load weights from.", location);
                }

                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ArgumentNullException.ThrowIfNull(reader);
                var destination = state_dict();
                var unexpected = new List<string>();
                var loaded = new StateDictReader(reader).Read((key, header) =>
                {
                    if (skip?.Contains(key) == true)
                    {
                        return false;
                    }

                    if (!destination.TryGetValue(key, out var tensor))
                    {
                        unexpected.Add(key);
                        return false;
                    }

                    CheckFit(key, tensor, header);
                    return true;
                });

                try
                {
                    var missing = destination.Keys.Where(key => skip?.Contains(key) != true && !loaded.ContainsKey(key)).ToList();
                    if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    {
                        throw new ArgumentException(ExplainKeys(missing, unexpected));
                    }

                    using (no_grad())
                    {
                        foreach (var (key, tensor) in loaded)
                        {
                            destination[key].copy_(tensor);
                        }
                    }
                }
                finally
                {
                    foreach (var tensor in loaded.Values)
                    {
                        tensor.Dispose();
                    }
                }

                if (loadedParameters is not null)
                {
                    foreach (var key in destination.Keys.Concat(unexpected))
                    {
                        loadedParameters[key] = loaded.ContainsKey(key);
                    }
                }

                return this;
            }

            private void CheckFit(string key, Tensor tensor, TensorHeader saved)
            {
                var own = TensorHeader.Of(tensor);
                if (saved.Type != own.Type || !saved.Shape.AsSpan().SequenceEqual(own.Shape))
                {
                    throw new ArgumentException($"'{key}' is {saved} in the saved weights and {own} in {Describe()}.");
                }
            }
        }
    }
}
