using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>Writes the operations of a document so that a reader takes each of them, or says why one is left out.</summary>
internal sealed class OperationPreparation(JsonObject root, PreparationNotes notes)
{
    private readonly bool _isSwagger = root.ContainsKey("swagger");
    private readonly ReferenceFaults _faults = new(root);

    /// <summary>Prepares all of them.</summary>
    /// <returns>The operations that the document describes, whatever becomes of them.</returns>
    public IReadOnlyList<DescribedOperation> Prepare()
    {
        var described = new List<DescribedOperation>();
        if (root["paths"] is not JsonObject paths)
            return described;
        foreach (var (path, node) in paths.ToArray())
        {
            if (path.StartsWith("x-", StringComparison.Ordinal) || PathItem(paths, path, node) is not { } item)
                continue;
            described.AddRange(PathOperations.Of(item).Select(each => new DescribedOperation(path, each.Method, Text((each.Node as JsonObject)?["operationId"]))));
            Prepare(path, item);
        }

        PrepareParameters(((root["components"] as JsonObject)?["parameters"] ?? root["parameters"]) as JsonObject);
        return described;
    }

    /// <summary>Leaves out the operations that need what the document has no more.</summary>
    /// <param name="rest">The document without the parts that cannot be read.</param>
    public void OmitFaulty(JsonObject rest)
    {
        var faults = new ReferenceFaults(rest);
        foreach (var (path, item) in PathOperations.PathsOf(rest))
        {
            foreach (var (owner, method, node) in PathOperations.Of(item))
            {
                if (node is JsonObject operation && Reason(faults, item, operation) is { } reason)
                    Omit(owner, path, method, reason);
            }
        }
    }

    private void PrepareParameters(JsonObject? shared)
    {
        foreach (var (_, parameter) in shared ?? [])
        {
            if (parameter is JsonObject described)
                NoteCollection(described);
        }
    }

    private JsonObject? PathItem(JsonObject paths, string path, JsonNode? node)
    {
        var where = $"#/paths/{JsonPointer.Escape(path)}";
        if (node is JsonObject item && item["$ref"] is JsonValue value && value.TryGetValue(out string? reference))
        {
            item.Remove("$ref");
            if (JsonPointer.Parse(reference) is { } pointer && JsonPointer.Find(root, pointer) is JsonObject target && !ReferenceEquals(target, item))
            {
                foreach (var (name, member) in target)
                    item.TryAdd(name, member?.DeepClone());
                return item;
            }

            notes.Add($"The operations of the path '{path}' stand at '{reference}', which is not in the document, and are left out", where);
        }

        if (node is JsonObject described)
            return described;
        notes.Add($"The path '{path}' is no object, and is left out", where);
        paths.Remove(path);
        return null;
    }

    private void Prepare(string path, JsonObject item)
    {
        var where = $"#/paths/{JsonPointer.Escape(path)}";
        var shared = Parameters(item, where);
        foreach (var (owner, method, node) in PathOperations.Of(item))
        {
            if (node is not JsonObject operation)
            {
                Omit(owner, path, method, "It is no object.");
                continue;
            }

            var own = Parameters(operation, $"{where}/{method}");
            if ((Unreadable(path) ?? Reason(_faults, item, operation)) is { } reason)
            {
                Omit(owner, path, method, reason);
                continue;
            }

            DeclarePath(path, method, operation, [.. own, .. shared]);
            if (operation["responses"] is not JsonObject { Count: > 0 })
                operation["responses"] = new JsonObject { ["default"] = new JsonObject { ["description"] = "" } };
        }
    }

    private static string? Reason(ReferenceFaults faults, JsonObject item, JsonObject operation) =>
        faults.Of([item["parameters"], operation["parameters"], operation["requestBody"], operation["responses"]]);

    private void Omit(JsonObject owner, string path, string method, string reason)
    {
        owner.Remove(method);
        notes.Omit(path, method, reason);
    }

    private static string? Unreadable(string path)
    {
        var open = 0;
        foreach (var character in path)
        {
            open += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (open is < 0 or > 1)
                break;
        }

        return open != 0 ? "Its path has a brace without its counterpart."
            : path.Contains("{}", StringComparison.Ordinal) ? "Its path has a value without a name." : null;
    }

    // The parameters that can be read; references among them are looked through.
    private List<JsonObject> Parameters(JsonObject owner, string where)
    {
        var described = new List<JsonObject>();
        if (!owner.TryGetPropertyValue("parameters", out var node))
            return described;
        if (node is not JsonArray list)
        {
            owner.Remove("parameters");
            notes.Add("The parameters are no list, and are left out", where);
            return described;
        }

        var seen = new HashSet<(string, string)>();
        foreach (var parameter in list.ToArray())
        {
            var target = Target(parameter);
            if (target is null && (parameter as JsonObject)?["$ref"] is not null)
                continue;
            if (target is null || Text(target["name"]) is not { Length: > 0 } name || Text(target["in"]) is not { } location)
            {
                list.Remove(parameter);
                notes.Add("A parameter has no name or no place ('in'), and is left out", where);
            }
            else if (!seen.Add((name, location)))
            {
                list.Remove(parameter);
                notes.Add($"The parameter '{name}' stands there twice, and counts once", where);
            }
            else
            {
                NoteCollection(target);
                described.Add(target);
            }
        }

        return described;
    }

    private JsonObject? Target(JsonNode? node)
    {
        for (var hops = 0; hops < 8 && node is JsonObject parameter; hops++)
        {
            if (Text(parameter["$ref"]) is not { } reference)
                return parameter;
            node = JsonPointer.Parse(reference) is { } path ? JsonPointer.Find(root, path) : null;
        }

        return null;
    }

    // Readers take "tsv" for an error, and the default for another one than it is.
    private void NoteCollection(JsonObject parameter)
    {
        if (!_isSwagger || !parameter.Remove("collectionFormat", out var format) && Text(parameter["type"]) != "array")
            return;
        parameter[DocumentNotes.CollectionKey] = Text(format) ?? "csv";
        if (parameter["items"] is JsonObject items)
            items.Remove("collectionFormat");
    }

    // A path that is not filled in whole would be the address of something else.
    private void DeclarePath(string path, string method, JsonObject operation, List<JsonObject> parameters)
    {
        var where = $"#/paths/{JsonPointer.Escape(path)}/{method}";
        var declared = parameters.Where(parameter => Text(parameter["in"]) == "path").Select(parameter => Text(parameter["name"])!).ToHashSet(StringComparer.Ordinal);
        var needed = path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var name in needed.Where(name => !declared.Contains(name)))
        {
            if (operation["parameters"] is not JsonArray list)
                operation["parameters"] = list = [];
            var parameter = new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true };
            if (_isSwagger)
                parameter["type"] = "string";
            else
                parameter["schema"] = new JsonObject { ["type"] = "string" };
            list.Add(parameter);
            notes.Add($"The value '{name}' of the path '{path}' is not described, and is asked for as a text", where);
        }

        foreach (var name in declared.Except(needed, StringComparer.Ordinal))
            notes.Add($"The path '{path}' has no place for the parameter '{name}', which is left out", where);
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
