using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations.Documents.Preparation;
using JsonPointer = Mvc.Mcp.Operations.Documents.Preparation.JsonPointer;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>
/// Reads a document that the reader throws at: finds by halving which operations and shared parts it throws at, and reads
/// the rest.
/// </summary>
/// <param name="load">Reads a whole document.</param>
/// <param name="omitFaulty">Takes the operations out of a document that need what it has no more.</param>
/// <param name="notes">Where what is left out is told.</param>
internal sealed class FaultIsolation(
    Func<JsonObject, (OpenApiDocument Document, IReadOnlyList<ReaderFault> Faults)> load, Action<JsonObject> omitFaulty, PreparationNotes notes)
{
    // Each try reads a document: one that is broken everywhere is not worth more.
    private const int MaxTries = 400;

    private int _tries;
    private string? _reason;

    /// <summary>Reads the document; null where nothing of it can be read.</summary>
    public (OpenApiDocument Document, IReadOnlyList<ReaderFault> Faults)? Read(JsonObject root, out string? reason)
    {
        var read = Try(root);
        if (read is null)
        {
            // The document without any of its parts shows whether they are the trouble.
            var parts = Parts(root).ToArray();
            if (Try(Without(root, parts)) is not null)
            {
                var rest = Without(root, Faulty(root, parts, []));
                OmitFaulty(rest);
                read = Try(rest);
            }
        }

        reason = _reason;
        return read;
    }

    // Those of a path of which a shared member cannot be read, and those that need a part that is gone.
    private void OmitFaulty(JsonObject rest)
    {
        foreach (var (path, item) in PathOperations.PathsOf(rest))
        {
            foreach (var (owner, method, _) in PathOperations.Of(item))
            {
                if (notes.ReasonToOmit(path, method) is not null)
                    owner.Remove(method);
            }
        }

        omitFaulty(rest);
    }

    private (OpenApiDocument Document, IReadOnlyList<ReaderFault> Faults)? Try(JsonObject root)
    {
        _tries++;
        try
        {
            return load(root);
        }
#pragma warning disable CA1031 // The reader throws what it likes at what it did not expect.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _reason = exception.Message;
            return null;
        }
    }

    // The smallest set whose absence lets all others be read: each half is tried beside what is known to be sound.
    private List<Part> Faulty(JsonObject root, Part[] parts, List<Part> faulty)
    {
        if (_tries >= MaxTries)
        {
            faulty.AddRange(parts);
            foreach (var part in parts)
                Tell(root, part, "it was not looked at after so many others that cannot be read");
            return faulty;
        }

        var inside = parts.ToHashSet();
        if (Try(Without(root, Parts(root).Where(part => !inside.Contains(part)))) is not null)
            return faulty;
        if (parts is [var only])
        {
            faulty.Add(only);
            Tell(root, only, _reason!);
            return faulty;
        }

        Faulty(root, parts[..(parts.Length / 2)], faulty);
        return Faulty(root, parts[(parts.Length / 2)..], faulty);
    }

    private void Tell(JsonObject root, Part part, string reason)
    {
        reason = reason.TrimEnd('.');
        if (part.Method is not null)
        {
            notes.Omit(part.Path!, part.Method, $"{Culprit(root, part)} cannot be read: {reason}.");
        }
        else if (part.Path is not null)
        {
            // What all operations of a path share, none of them can do without.
            foreach (var (_, method, _) in PathOperations.Of(root["paths"]![part.Path]!.AsObject()))
                notes.Omit(part.Path, method, $"What stands beside it, '{part.Name}', cannot be read: {reason}.");
        }
        else
        {
            notes.Add($"The part '{part.Name}' cannot be read and is left out: {reason}", part.Pointer);
        }
    }

    // The member of the operation whose absence lets the rest of it be read.
    private string Culprit(JsonObject root, Part part)
    {
        var alone = Without(root, Parts(root).Where(other => other != part));
        if (part.FindIn(alone) is JsonObject operation)
        {
            foreach (var (name, member) in operation.ToArray())
            {
                if (_tries >= MaxTries)
                    break;
                operation.Remove(name);
                if (Try(alone) is not null)
                    return $"Its '{name}'";
                operation[name] = member;
            }
        }

        return "It";
    }

    private static JsonObject Without(JsonObject root, IEnumerable<Part> parts)
    {
        var copy = root.DeepClone().AsObject();
        foreach (var part in parts)
            part.RemoveFrom(copy);
        return copy;
    }

    private static IEnumerable<Part> Parts(JsonObject root)
    {
        foreach (var (path, item) in PathOperations.PathsOf(root))
        {
            var operations = PathOperations.Of(item);
            foreach (var (owner, method, _) in operations)
                yield return new Part(owner == item ? $"/paths/{JsonPointer.Escape(path)}" : $"/paths/{JsonPointer.Escape(path)}/{PathOperations.Additional}", method, path, method);
            foreach (var (member, _) in item)
            {
                if (member != PathOperations.Additional && !operations.Any(operation => operation.Method == member))
                    yield return new Part($"/paths/{JsonPointer.Escape(path)}", member, path, Method: null);
            }
        }

        foreach (var (kind, members) in root["components"] as JsonObject ?? [])
        {
            foreach (var (name, _) in members as JsonObject ?? [])
                yield return new Part($"/components/{JsonPointer.Escape(kind)}", name);
        }

        foreach (var kind in new[] { "definitions", "parameters", "responses", "securityDefinitions" })
        {
            foreach (var (name, _) in root[kind] as JsonObject ?? [])
                yield return new Part("/" + kind, name);
        }

        foreach (var kind in new[] { "tags", "servers", "security", "externalDocs", "webhooks", "info" })
        {
            if (root.ContainsKey(kind))
                yield return new Part("", kind);
        }
    }

    // A part of a document that can be taken away: a member of what stands at a pointer.
    private sealed record Part(string Owner, string Name, string? Path = null, string? Method = null)
    {
        public string Pointer => $"#{Owner}/{JsonPointer.Escape(Name)}";

        public JsonNode? FindIn(JsonObject root) => OwnerIn(root)?[Name];

        public void RemoveFrom(JsonObject root) => OwnerIn(root)?.Remove(Name);

        private JsonObject? OwnerIn(JsonObject root) => (Owner.Length == 0 ? root : JsonPointer.Find(root, Owner[1..].Split('/').Select(JsonPointer.Unescape))) as JsonObject;
    }
}
