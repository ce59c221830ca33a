using ResNetGen.Logs;

namespace ResNetGen.Runtime.Tests.Logs;

/// <summary>Epochs of a run that never was.</summary>
internal static class Epochs
{
    public static EpochRecord Number(int epoch) => new(epoch, 100L * epoch, 2.0 / epoch, epoch / (epoch + 8.0), 0.1 / epoch, 500 + epoch, 60.5 * epoch, 0.5 * epoch, "test", 2.5 / epoch, epoch / (epoch + 16.0));

    public static StepRecord Step(long steps) => new(steps, 1.5, 0.05, 480);
}
