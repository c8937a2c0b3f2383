using Microsoft.OpenApi;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Finds what clients may not send inside the values of a request: members that are ignored or read-only, at every depth.</summary>
internal sealed class HiddenMemberReader(SchemaComponents components)
{
    private readonly Dictionary<IOpenApiSchema, HiddenMembers> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>What is hidden in values of <paramref name="schema"/>.</summary>
    public HiddenMembers? Of(IOpenApiSchema? schema)
    {
        if (components.Resolve(schema) is not { } target)
            return null;
        if (_read.TryGetValue(target, out var known))
            return known;
        var members = new HiddenMembers();
        // Noted before it is read: a schema may lead back to itself.
        _read.Add(target, members);
        Read(target, members, []);
        return members;
    }

    // Parts and alternatives are the same value: what one of them hides is hidden.
    private void Read(IOpenApiSchema schema, HiddenMembers members, HashSet<IOpenApiSchema> folded)
    {
        if (!folded.Add(schema))
            return;
        var note = SchemaNote.Of(schema);
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var isHidden = member.ReadOnly || note?.Members.GetValueOrDefault(name) is { Ignored: true };
            foreach (var spelled in new[] { name, note?.BoundNames.GetValueOrDefault(name) }.OfType<string>())
            {
                if (isHidden)
                    members.Hide(spelled);
                else if (Of(member) is { } below)
                    members.Add(spelled, below);
            }
        }

        members.Items ??= Of(schema.Items);
        members.Values ??= Of(schema.AdditionalProperties);
        IEnumerable<IOpenApiSchema> parts =
        [
            .. schema.AllOf ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [],
            .. Polymorphism.Of(schema)?.Types.Select(type => type.Schema) ?? [],
        ];
        foreach (var part in parts)
        {
            if (components.Resolve(part) is { } target)
                Read(target, members, folded);
        }
    }
}
