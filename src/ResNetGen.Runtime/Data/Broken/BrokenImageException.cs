using System;

namespace ResNetGen.Data;

/// <summary>
/// One image of a data set cannot be read, and the others may well be. Whoever reads it may go on without it, up to a limit: <see cref="BrokenImages"/>. Anything else that a data
/// set throws ends the run.
/// </summary>
/// <param name="source">The image: its file, or its data set and place.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="innerException">What the system said, where it said something.</param>
public sealed class BrokenImageException(string source, string problem, Exception? innerException = null) : DatasetException(source, problem, innerException);
