using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>
/// Writes a network for inference alone as a C# class over the engine, without TorchSharp: the part that people read. <see cref="GraphEmitter"/> writes what
/// the class computes.
/// </summary>
public static class InferenceModelEmitter
{
    /// <summary>The source of a network's class.</summary>
    /// <param name="shell">The class.</param>
    /// <param name="plan">The network.</param>
    public static string Emit(ClassShell shell, NetworkPlan plan)
    {
        var source = new SourceWriter();
        var names = shell.HidesNames ? TypeNames.Qualified : TypeNames.Simple;
        var documentation = new ClassDocumentation(shell, plan, source);
        documentation.WriteHeader();
        ClassPart.Write(source, shell, names.IsSimple ? TypeNames.InferenceModelUsings : [], WriteClass);
        return source.ToString();

        void WriteClass()
        {
            documentation.Write();
            source.Line(GeneratedCode.Attribute);
            using (source.Block($"{shell.Modifiers}partial {shell.Keyword} {Identifier.EscapeType(shell.Name)} : {names.InferenceModel}"))
            {
                WriteMembers(shell, plan, names, source);
            }
        }
    }

    private static void WriteMembers(ClassShell shell, NetworkPlan plan, TypeNames names, SourceWriter source)
    {
        var name = Identifier.EscapeType(shell.Name);
        source.Line($$"""
            /// <summary>Prepares the network with a copy of weights.</summary>
            /// <param name="weights">The weights, by their keys in the state_dict.</param>
            /// <param name="options">How the network is computed; null for the fastest way in float32.</param>
            /// <exception cref="global::System.ArgumentException">The weights are those of another network, or are not finite.</exception>
            /// <exception cref="global::ResNetGen.Weights.WeightsException">The same, where the weights come from a file.</exception>
            public {{name}}({{names.NetworkWeights}} weights, {{names.InferenceSessionOptions}}? options = null)
                : base(Graph, weights, options)
            {
            }
            """);
        source.Gap();
        InfoCode.Write(source, shell, plan, names);
        source.Gap();
        WriteLoad("Loads the network with the weights in a safetensors file.", "string", "path", "The path of the file.");
        source.Gap();
        WriteLoad(
            "Loads the network with the weights in a stream that holds a safetensors file, such as an embedded resource.",
            "global::System.IO.Stream",
            "stream",
            "The stream, which stays open.");

        void WriteLoad(string summary, string type, string parameter, string meaning)
        {
            source.Line($$"""
                /// <summary>{{summary}}</summary>
                /// <param name="{{parameter}}">{{meaning}}</param>
                /// <param name="options">How the network is computed; null for the fastest way in float32.</param>
                /// <exception cref="global::ResNetGen.Weights.WeightsException">The file is missing or damaged, or has weights that are those of another network or variant, or are not finite.</exception>
                public static {{name}} Load({{type}} {{parameter}}, {{names.InferenceSessionOptions}}? options = null)
                {
                    using var weights = {{names.SafeTensorsWeights}}.Open({{parameter}});
                    weights.RequireVariant(Info);
                    return new {{name}}(weights, options);
                }
                """);
        }
    }
}
