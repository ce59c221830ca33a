namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a quotient is rounded to.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>Towards zero.</summary>
        trunc = 1,

        /// <summary>Downwards.</summary>
        floor = 2,
    }
}
