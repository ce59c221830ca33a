namespace ResNetGen.Reports;

/// <summary>How a run ended.</summary>
public enum RunState
{
    /// <summary>All its epochs were trained.</summary>
    Completed,

    /// <summary>Somebody stopped it.</summary>
    Stopped,

    /// <summary>Something went wrong.</summary>
    Failed,
}
