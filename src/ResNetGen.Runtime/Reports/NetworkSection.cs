using System;
using System.Linq;
using System.Text;

namespace ResNetGen.Reports;

/// <summary>The network: its picture, and what its stages give and cost.</summary>
internal static class NetworkSection
{
    /// <summary>The section.</summary>
    public static Html Of(RunRecord run) => run.Network is null && run.Diagram is null ? Html.None : Html.Of($"""
        <section>
        <h2>Network</h2>
        {(run.Diagram is { } diagram ? Diagram(diagram, run.Name) : Html.None)}
        {(run.Network is { } network ? Table(network) : Html.None)}
        </section>
        """);

    private static Html Diagram(string svg, string name) => Html.Of($"""
        <figure class="diagram"><img src="data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}" alt="The architecture of {name}: its stages, with shapes and costs, as in the table below"></figure>
        """);

    private static Html Table(NetworkInfo network)
    {
        var parameters = network.Parameters - network.Stages.Sum(stage => stage.Parameters);
        var multiplyAdds = network.MultiplyAdds - network.Stages.Sum(stage => stage.MultiplyAdds);
        return Html.Of($"""
            <div class="scroll"><table class="numbers">
            <caption>{(network.Version > 0 ? $"Version {network.Version}, depth" : "Depth")} {network.Depth}, for images of {network.Input.ToString()}.</caption>
            <thead><tr><th>part</th><th>units</th><th>gives</th><th>parameters</th><th>multiply-adds</th></tr></thead>
            <tbody>
            {Html.Join(network.Stages.Select(stage => Row(stage.Name, $"{stage.Units}", stage.Output.ToString(), stage.Parameters, stage.MultiplyAdds)))}
            {Row("stem and head", "", network.Classes > 0 ? $"{network.Classes} classes" : network.Output.ToString(), parameters, multiplyAdds)}
            </tbody>
            <tfoot>{Row("all", $"{network.Stages.Sum(stage => stage.Units)}", "", network.Parameters, network.MultiplyAdds)}</tfoot>
            </table></div>
            """);
    }

    private static Html Row(string name, string units, string gives, long parameters, long multiplyAdds) => Html.Of($"""
        <tr><th scope="row">{name}</th><td>{units}</td><td>{gives}</td><td>{NumberText.Count(parameters)}</td><td>{NumberText.Count(multiplyAdds)}</td></tr>
        """);
}
