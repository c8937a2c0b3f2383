using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools;

/// <summary>Describes the responses of an operation, as far as options ask for it.</summary>
internal sealed class ResponseText(ApiOperation operation, SchemaComponents components, McpOptions options)
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, with the blank line before it; empty where options ask for nothing.</summary>
    public string Write()
    {
        if (!options.DescribeAllResponses && !options.DescribeFullResponseSchema)
            return "";
        var successes = Responses.OfSuccess(operation).Select(response => response.Key).ToHashSet();
        var responses = (operation.OpenApi.Responses ?? [])
            .OrderBy(response => response.Key, StringComparer.Ordinal)
            .Where(response => options.DescribeAllResponses || successes.Contains(response.Key))
            .ToArray();
        if (responses.Length == 0)
            return "";
        var text = new StringBuilder("\n\nResponses:");
        foreach (var (status, response) in responses)
            Append(text, status, response);
        return text.ToString();
    }

    private void Append(StringBuilder text, string status, IOpenApiResponse response)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{status}: {response.Description?.Trim() ?? "no description"}");
        var offered = BodyContent.Of(response);
        if (MediaTypes.Json(offered.Keys) is not { } mediaType)
            return;
        var content = offered[mediaType];
        var translator = new SchemaTranslator(components, SchemaDirection.Output);
        var schema = translator.TranslateExpanded(content.Schema);
        var example = DocumentedExample(content) ?? ExampleValue.Of(schema, translator);
        if (options.DescribeAllResponses && example is not null)
            text.Append(CultureInfo.InvariantCulture, $"\nExample: {example.ToJsonString(_readable)}");
        if (options.DescribeFullResponseSchema)
        {
            translator.AddDefinitions(schema);
            text.Append(CultureInfo.InvariantCulture, $"\nSchema: {schema.ToJsonString(_readable)}");
        }
    }

    private static JsonNode? DocumentedExample(MediaTypeContent content) =>
        KeywordWriter.Value(content.Example ?? content.Examples?.Values.Select(example => example.Value).FirstOrDefault(value => value is not null));
}
