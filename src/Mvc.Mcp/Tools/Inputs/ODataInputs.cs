using System.Reflection;
using System.Text.Json.Nodes;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>The query options that an action takes by way of OData, which no document describes.</summary>
internal static class ODataInputs
{
    // By the bits of OData's AllowedQueryOptions; one thing alone can only be cut and extended.
    private static readonly (string Name, int Bit, bool ForOne, string Type)[] _options =
    [
        ("$filter", 1, false, "string"), ("$select", 4, true, "string"), ("$expand", 2, true, "string"), ("$orderby", 8, false, "string"),
        ("$top", 16, false, "integer"), ("$skip", 32, false, "integer"), ("$count", 64, false, "boolean"),
    ];

    /// <summary>The inputs of <paramref name="operation"/>; none where OData has no part in it, or a document describes them.</summary>
    public static IEnumerable<Input> Of(ApiOperation operation)
    {
        if (OData.QueryOf(operation.ApiDescription) is not { } query)
            yield break;
        var described = (operation.OpenApi.Parameters ?? []).Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = OData.NamesOf(operation.ApiDescription!.ActionDescriptor);
        var members = MembersOf(query.Item).ToLookup(member => IsValue(member.PropertyType), member => names?.GetValueOrDefault(member.Name) ?? member.Name);
        foreach (var (name, bit, forOne, type) in _options)
        {
            if ((query.Allowed & bit) == 0 || !query.Several && !forOne || described.Contains(name) || name == "$expand" && query.Item is not null && !members[false].Any())
                continue;
            var schema = new JsonObject { ["type"] = type };
            if (type == "integer")
                schema["minimum"] = 0;
            if (name == "$top" && query.MaxTop is { } most)
                schema["maximum"] = most;
            schema["description"] = Describe(name, [.. members[true]], [.. members[false]]);
            yield return new Input { Location = ArgumentLocation.Query, WireName = name, Schema = schema };
        }
    }

    private static string Describe(string option, string[] values, string[] related)
    {
        var known = values.Length == 0 ? "" : $" of {string.Join(", ", values)}";
        return option switch
        {
            "$filter" => $"An OData filter{known}: comparisons (eq, ne, gt, ge, lt, le), and, or, not, contains(member,'text').",
            "$select" => $"The members to answer, separated by commas{(known.Length == 0 ? "" : ":" + known[3..])}.",
            "$expand" => $"What is answered with it, separated by commas{(related.Length == 0 ? "" : ": " + string.Join(", ", related))}.",
            "$orderby" => "Members to sort by, each with asc or desc, separated by commas.",
            "$top" => "The most items to answer.",
            "$skip" => "How many items to pass over.",
            _ => "Whether to tell the number of all items.",
        };
    }

    private static IEnumerable<PropertyInfo> MembersOf(Type? item) =>
        item?.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0) ?? [];

    // What is a value, and neither another thing of the model nor several.
    private static bool IsValue(Type type) => type.IsValueType || type == typeof(string) || type == typeof(byte[]);
}
