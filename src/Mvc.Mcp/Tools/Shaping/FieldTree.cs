using System.Text.Json;

namespace Mvc.Mcp.Tools.Shaping;

/// <summary>The members of an answer that a call wants, by their paths: <c>items.id</c>. Lists on the way are gone through.</summary>
internal sealed class FieldTree
{
    private readonly Dictionary<string, FieldTree> _members = new(StringComparer.Ordinal);
    private bool _whole;

    /// <summary>Adds a path; what is wanted whole stays whole.</summary>
    public void Add(IEnumerable<string> path)
    {
        var at = this;
        foreach (var name in path)
        {
            if (!at._members.TryGetValue(name, out var next))
                at._members[name] = next = new FieldTree();
            at = next;
        }

        at._whole = true;
    }

    /// <summary>Writes of <paramref name="value"/> what is wanted, with every value as it is.</summary>
    public void Write(JsonElement value, Utf8JsonWriter writer)
    {
        if (_whole || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            value.WriteTo(writer);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(item, writer);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject())
            {
                if (!_members.TryGetValue(member.Name, out var wanted))
                    continue;
                writer.WritePropertyName(member.Name);
                wanted.Write(member.Value, writer);
            }

            writer.WriteEndObject();
        }
    }
}
