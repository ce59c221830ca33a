// The training loop in plain TorchSharp, with nothing of this library but the network and its data: dotnet run --project samples/OwnLoop -c Release
using System;
using System.Linq;
using OwnLoop;
using ResNetGen.Data;
using static TorchSharp.torch;

const int Epochs = 3;
manual_seed(1);
using var net = new Net();
using var compiled = net.Compile();
var shapes = DataSource.Shapes(Net.Info.Input);
using var batches = new BatchLoader(shapes.Train, new BatchOptions { Size = 64, Normalization = shapes.Normalization, Shuffle = true, DropPartial = true, Seed = 1 });
using var heldOut = new BatchLoader(shapes.Test, new BatchOptions { Size = 250, Normalization = shapes.Normalization });
using var optimizer = optim.SGD(net.parameters(), 0.1, 0.9, 0, 5e-4, true);
var schedule = optim.lr_scheduler.OneCycleLR(optimizer, 0.1, Epochs * batches.Batches, cycle_momentum: false);

for (var epoch = 0; epoch < Epochs; epoch++)
{
    net.train();
    var losses = 0.0;
    foreach (var batch in batches.Epoch(epoch))
    {
        // A batch's tensors are used again for another batch; a step's own end with the scope.
        using (batch)
        using (NewDisposeScope())
        {
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(compiled.call(batch.Images), batch.Labels);
            loss.backward();
            optimizer.step();
            schedule.step();
            losses += loss.item<float>();
        }
    }

    net.eval();
    var right = 0L;
    using (no_grad())
    {
        right = heldOut.Epoch(0).Sum(batch =>
        {
            using (batch)
            using (NewDisposeScope())
            {
                return net.call(batch.Images).argmax(1).eq(batch.Labels).sum().item<long>();
            }
        });
    }

    Console.WriteLine($"epoch {epoch + 1}: loss {losses / batches.Batches:F3}, {(double)right / heldOut.Images:P1} of the pictures held out are right");
}
