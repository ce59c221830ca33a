using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ResNetGen.Weights.PyTorch;

namespace ResNetGen.Runtime.Tests.Weights.PyTorch;

/// <summary>What PyTorch itself writes.</summary>
public sealed class FilesOfPyTorchTests
{
    private const string Save = """
        import collections, json, os, sys, torch
        folder = sys.argv[1]
        torch.manual_seed(1)
        base = torch.randn(4, 6)
        tensors = collections.OrderedDict(
            f64=base.double(), f32=base, f16=base.half(), bf16=base.bfloat16(),
            i64=torch.arange(-3, 9), i32=torch.arange(7, dtype=torch.int32), i16=torch.arange(5, dtype=torch.int16), i8=torch.arange(-2, 3, dtype=torch.int8),
            u8=torch.arange(250, 256, dtype=torch.uint8), flag=torch.tensor([True, False, True]),
            turned=base.t(), column=base[:, 2], inner=base[1:3, 2:5], number=torch.tensor(3.5), nothing=torch.empty(0, 3),
            spread=base.reshape(1, 2, 3, 4).contiguous(memory_format=torch.channels_last))
        tensors['parameter'] = torch.nn.Parameter(torch.randn(3))
        net = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4))
        optimizer = torch.optim.Adam(net.parameters())
        net(torch.randn(2, 3, 8, 8)).sum().backward()
        optimizer.step()
        saved = {
            'plain': tensors,
            'beside': {'epoch': 3, 'best': torch.tensor(0.9), 'lr': 0.1, 'optimizer': optimizer.state_dict(), 'model': tensors, 'names': ['a', None, (1, 2)]},
            'wrapped': collections.OrderedDict(('module.' + k, v) for k, v in tensors.items()),
        }
        for name, what in saved.items():
            torch.save(what, os.path.join(folder, name + '.pth'))
            torch.save(what, os.path.join(folder, name + '.legacy.pth'), _use_new_zipfile_serialization=False)
        def hexed(t):
            t = t.detach().contiguous()
            return (t.view(torch.int16) if t.dtype == torch.bfloat16 else t).numpy().tobytes().hex()
        print(json.dumps({k: [list(t.shape), hexed(t)] for k, t in tensors.items()}))
        """;

    [SkippableFact]
    public void Every_type_and_view_in_both_formats_is_read_to_the_bit()
    {
        Python.Require("torch");
        using var folder = new ScratchFolder();
        var expected = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(Python.Run(Save, folder.Path))!;

        Assert.Equal(6, Directory.GetFiles(folder.Path).Length);
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            using var reader = new PyTorchReader(file);

            // A tensor beside the weights is not one of them where they stand in a dictionary of their own.
            Assert.Equal(expected.Keys.Order(), reader.Entries.Keys.Order());
            foreach (var (name, parts) in expected)
            {
                using var tensor = reader.Read(name);
                Assert.Equal(parts[0].EnumerateArray().Select(size => size.GetInt64()), tensor.shape);
                Assert.Equal(parts[1].GetString(), System.Convert.ToHexStringLower(tensor.bytes));
            }
        }
    }
}
