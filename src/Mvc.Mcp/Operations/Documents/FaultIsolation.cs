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
/// <param name="notes">Where what is left out is told.</param>
internal sealed class FaultIsolation(Func<JsonObject, OpenApiDocument> load, PreparationNotes notes)
{
    // Each try reads a document: one that is broken everywhere is not worth more.
    private const int MaxTries = 400;

    private int _tries;
    private string? _reason;

    /// <summary>Reads the document; null where nothing of it can be read.</summary>
    public OpenApiDocument? Read(JsonObject root, out string? reason)
    {
        if (Try(root) is not { } document)
        {
            // The document without any of its parts shows whether they are the trouble.
            var parts = Parts(root).ToArray();
            document = Try(Without(root, parts)) is null ? null : Try(Without(root, Faulty(root, parts, [])));
        }

        reason = _reason;
        return document;
    }

    private OpenApiDocument? Try(JsonObject root)
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
    private List<string[]> Faulty(JsonObject root, string[][] parts, List<string[]> faulty)
    {
        if (_tries >= MaxTries)
        {
            faulty.AddRange(parts);
            foreach (var part in parts)
                Tell(part, "it was not looked at after so many others that cannot be read");
            return faulty;
        }

        var others = Parts(root).Where(part => !parts.Contains(part, Comparer.Instance));
        if (Try(Without(root, others)) is not null)
            return faulty;
        if (parts is [var only])
        {
            faulty.Add(only);
            Tell(only, _reason);
            return faulty;
        }

        Faulty(root, parts[..(parts.Length / 2)], faulty);
        return Faulty(root, parts[(parts.Length / 2)..], faulty);
    }

    private void Tell(string[] part, string? reason) => notes.Add(
        $"{(part is ["paths", var path, var method] ? $"{method.ToUpperInvariant()} {path}" : $"The part '{part[^1]}'")} cannot be read and is left out: {reason?.TrimEnd('.')}",
        "#/" + string.Join('/', part.Select(JsonPointer.Escape)));

    private static JsonObject Without(JsonObject root, IEnumerable<string[]> parts)
    {
        var copy = root.DeepClone().AsObject();
        foreach (var part in parts)
            (JsonPointer.Find(copy, part[..^1]) as JsonObject)?.Remove(part[^1]);
        return copy;
    }

    private static IEnumerable<string[]> Parts(JsonObject root)
    {
        foreach (var (path, item) in root["paths"] as JsonObject ?? [])
        {
            foreach (var (member, _) in item as JsonObject ?? [])
                yield return ["paths", path, member];
        }

        foreach (var (kind, members) in root["components"] as JsonObject ?? [])
        {
            foreach (var (name, _) in members as JsonObject ?? [])
                yield return ["components", kind, name];
        }

        foreach (var kind in new[] { "definitions", "parameters", "responses", "securityDefinitions" })
        {
            foreach (var (name, _) in root[kind] as JsonObject ?? [])
                yield return [kind, name];
        }

        foreach (var kind in new[] { "tags", "servers", "security", "externalDocs", "webhooks", "info" })
        {
            if (root.ContainsKey(kind))
                yield return [kind];
        }
    }

    private sealed class Comparer : IEqualityComparer<string[]>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(string[]? x, string[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(string[] obj) => string.Join('\n', obj).GetHashCode(StringComparison.Ordinal);
    }
}
