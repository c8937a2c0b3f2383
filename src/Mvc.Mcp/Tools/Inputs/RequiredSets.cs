using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>
/// Alternatives that say nothing but which members must be there. They would keep the members of a body from being the
/// arguments of a tool, because the root of an input schema can have no alternatives; they are told in words.
/// </summary>
internal static class RequiredSets
{
    private static readonly string[] _keywords = ["anyOf", "oneOf"];

    /// <summary>Takes them out of <paramref name="translated"/>, and says them in words; null where there are none.</summary>
    public static string? Take(JsonObject translated, IOpenApiSchema? schema)
    {
        if (schema is null || translated["properties"] is not JsonObject { Count: > 0 })
            return null;
        var sets = Sets(schema.AnyOf) ?? Sets(schema.OneOf);
        if (sets is null || schema.AnyOf is { Count: > 0 } && schema.OneOf is { Count: > 0 })
            return null;
        foreach (var keyword in _keywords)
            translated.Remove(keyword);
        return $"{(schema.OneOf is { Count: > 0 } ? "Exactly one" : "At least one")} of these must be given: {string.Join("; ", sets.Select(set => string.Join(" and ", set)))}.";
    }

    private static IReadOnlyList<IEnumerable<string>>? Sets(IList<IOpenApiSchema>? alternatives) =>
        alternatives is { Count: > 0 } && alternatives.All(IsRequiredOnly) ? [.. alternatives.Select(alternative => alternative.Required!)] : null;

    private static bool IsRequiredOnly(IOpenApiSchema alternative) =>
        alternative is OpenApiSchema
        {
            Required.Count: > 0, Properties: null or { Count: 0 }, AllOf: null or { Count: 0 }, AnyOf: null or { Count: 0 }, OneOf: null or { Count: 0 },
            Items: null, AdditionalProperties: null, Not: null,
        };
}
