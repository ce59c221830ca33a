namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The attribute that marks generated classes.</summary>
internal static class GeneratedCode
{
    /// <summary>The attribute with the version of the compiler.</summary>
    public static string Attribute { get; } =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"ResNetGen\", \"{typeof(GeneratedCode).Assembly.GetName().Version}\")]";
}
