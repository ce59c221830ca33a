namespace ResNetGen.Explaining;

/// <summary>A network without one of its units.</summary>
/// <param name="Unit">The unit that is deleted: its stage and its number there, from 0.</param>
/// <param name="ChangesShape">Whether it gives another shape than it takes, so that its projection alone remains; else the identity remains.</param>
/// <param name="Top1">The share of images that it still gets right.</param>
public sealed record UnitLesion(string Unit, bool ChangesShape, double Top1);
