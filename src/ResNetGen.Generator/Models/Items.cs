using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Models;

/// <summary>
/// All values of a step as one, which is compared by value. It is a class, as are all values of the pipeline: for each kind of structure the runtime
/// would compile the driver's tables anew, in every compiler that starts.
/// </summary>
/// <param name="All">The values, in the step's order.</param>
internal sealed record Items<T>(EquatableArray<T> All)
    where T : class, System.IEquatable<T>;
