using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Lean;

namespace Mvc.Mcp.Tools;

/// <summary>The schemas of answers, and what of them tools announce.</summary>
/// <remarks>Many operations of an API answer the same types, and the largest part of the work is in their schemas.</remarks>
internal sealed class AnnouncedOutputs(McpOptions options, SchemaComponents components)
{
    private readonly Dictionary<(string?, string?, (bool, bool)), AnnouncedOutput> _known = [];

    /// <summary>What is known and told of the answer of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="nullable">Whether it may answer nothing in the place of a value.</param>
    public AnnouncedOutput Of(ApiOperation operation, bool nullable)
    {
        // Who announces a schema promises it, and a document of somebody else may promise what the API does not keep.
        if (IsShapedByOData(operation) || operation.IsForeign && !options.OpenApi.OutputSchemas || OutputSchema.Described(operation) is not var (schema, plainText) || schema is null)
            return default;
        var key = schema is OpenApiSchemaReference reference ? (SchemaComponents.IdOf(reference), reference.Reference.Description, (plainText, nullable)) : default;
        if (key.Item1 is not null && _known.TryGetValue(key, out var known))
            return known;
        var made = OutputSchema.Of(schema, plainText, nullable, components) is { } output ? Announce(output, nullable, operation.IsForeign) : default;
        if (key.Item1 is not null)
            _known[key] = made;
        return made;
    }

    // OData wraps what it answers, and the caller says which members are there.
    private static bool IsShapedByOData(ApiOperation operation) =>
        OData.Routes(operation.ApiDescription?.ActionDescriptor) || OData.QueryOf(operation.ApiDescription) is not null;

    private AnnouncedOutput Announce(JsonObject output, bool nullable, bool isForeign)
    {
        LeanSchema.Output(output);
        if (isForeign)
            StrictSchema.Write(output);
        var full = JsonSerializer.SerializeToElement(output);
        if (options.OutputSchemas == OutputSchemas.WithoutDescriptions)
            LeanSchema.DropText(output);
        var announced = options.OutputSchemas == OutputSchemas.Full ? full : JsonSerializer.SerializeToElement(output);
        if (options.OutputSchemas == OutputSchemas.None || options.ResultContent == ResultContent.Text ||
            options.MaxOutputSchemaLength > 0 && announced.GetRawText().Length > options.MaxOutputSchemaLength)
        {
            return new AnnouncedOutput(full, null, null);
        }
        return new AnnouncedOutput(
            full, announced, nullable || OutputSchema.IsObject(output) ? null : JsonSerializer.SerializeToElement(OutputSchema.Wrap(output)));
    }
}
