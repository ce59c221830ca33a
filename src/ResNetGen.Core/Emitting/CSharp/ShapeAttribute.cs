using System;
using System.Collections.Generic;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>
/// The attribute that says what a network takes and gives, in constants: an analyzer reads it where the network is used, which may be another
/// project. What is not limited is left out.
/// </summary>
internal static class ShapeAttribute
{
    public static string Of(NetworkPlan plan)
    {
        var sizes = InputSizes.Of(plan);
        var arguments = new List<string> { Argument("Channels", plan.Input.Channels), Argument("Classes", plan.Classes) };
        Add("Least", 1, range => range.Least);
        Add("Most", int.MaxValue, range => range.Most);
        return $"[global::ResNetGen.NetworkShape({string.Join(", ", arguments)})]";

        void Add(string bound, int unlimited, Func<SizeRange, int> of)
        {
            if (of(sizes.Height) != unlimited || of(sizes.Width) != unlimited)
            {
                arguments.Add(Argument(bound + "Height", of(sizes.Height)));
                arguments.Add(Argument(bound + "Width", of(sizes.Width)));
            }
        }
    }

    private static string Argument(string name, int value) => FormattableString.Invariant($"{name} = {value}");
}
