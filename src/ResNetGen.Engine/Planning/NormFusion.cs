using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Planning.Steps;

namespace ResNetGen.Engine.Planning;

/// <summary>
/// Lets other steps compute norms that no weights can take, as in pre-activation units, with values that they have in registers anyway: the 1 x 1 convolution that
/// reads the norm, if nothing else does; or the step that makes the norm's input, which then makes both. A deep network is
/// limited by memory, and this saves reading and writing every feature map once more.
/// </summary>
internal static class NormFusion
{
    public static void Apply(List<Step> steps, int output)
    {
        for (var i = 1; i < steps.Count;)
        {
            if (steps[i] is AffineStep { Scale: { } scale, Shift: { } shift } norm
                && norm.Epilogue is { Addend: StepEpilogue.NoValue, Second: StepEpilogue.NoValue, Before.IsNone: true }
                && TryTake(steps, i, norm, scale, shift, output))
            {
                steps.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }

    private static bool TryTake(List<Step> steps, int place, AffineStep norm, AlignedMemory scale, AlignedMemory shift, int output)
    {
        var readers = steps.Where(step => step.Reads.Contains(norm.Output)).ToList();
        if (norm.Output != output && readers is [ConvolutionStep { CanReadThroughNorm: true } convolution] && convolution.Epilogue.Addend != norm.Output)
        {
            convolution.ReadThroughNorm(norm.Inputs[0], scale, shift, norm.Epilogue.After);
            return true;
        }

        var before = steps[place - 1];
        if (before.Output == norm.Inputs[0] && before.Epilogue.Second == StepEpilogue.NoValue && before is ConvolutionStep or ImageConvolutionStep or AffineStep)
        {
            (before.Epilogue.Second, before.Epilogue.SecondScale, before.Epilogue.SecondShift) = (norm.Output, scale, shift);
            before.Epilogue.SecondActivation = norm.Epilogue.After;
            return true;
        }

        return false;
    }
}
