namespace ResNetGen.Weights.PyTorch.Pickle;

/// <summary>What a pickle can ask for beyond lists, dictionaries, texts and numbers.</summary>
internal interface IPickleHost
{
    /// <summary>Refuses a name that is not one of the few that are given.</summary>
    /// <exception cref="PickleException">It is not.</exception>
    void Require(PickleName name);

    /// <summary>What a function makes of arguments.</summary>
    /// <exception cref="PickleException">It takes no such arguments.</exception>
    object? Call(PickleName function, object?[] arguments);

    /// <summary>What stands outside the pickle under an identity.</summary>
    /// <exception cref="PickleException">There is nothing of the kind.</exception>
    object? Load(object? identity);
}
