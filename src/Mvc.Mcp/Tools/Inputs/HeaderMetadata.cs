using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Checks what clients are asked to repeat in headers (<c>x-mcp-header</c>): they refuse a tool that gets it wrong.</summary>
internal static partial class HeaderMetadata
{
    /// <summary>Checks the arguments of a tool.</summary>
    /// <exception cref="InvalidOperationException">A header is no token, is there twice, or holds no simple value.</exception>
    public static void Check(JsonObject arguments, SchemaTranslator translator)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, argument) in arguments)
        {
            if (argument![ParameterMetadata.HeaderKeyword] is not { } keyword)
                continue;
            var header = keyword.GetValue<string>();
            if (!Token().IsMatch(header))
                throw new InvalidOperationException($"[McpParameter(Header = \"{header}\")] on '{name}' is no name of an HTTP header.");
            if (!seen.Add(header))
                throw new InvalidOperationException($"[McpParameter(Header = \"{header}\")] stands on '{name}' and on another argument of the same tool.");
            if (SchemaKinds.KindOf(translator.Dereference(argument.AsObject())) is not (ArgumentKind.String or ArgumentKind.Integer or ArgumentKind.Boolean))
            {
                throw new InvalidOperationException(
                    $"[McpParameter(Header = \"{header}\")] stands on '{name}', but only texts, integers and booleans can be repeated in a header.");
            }
        }
    }

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")]
    private static partial Regex Token();
}
