using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>Names the schemas of one document: Swashbuckle's short names where they are unique, longer ones where not.</summary>
internal sealed class SchemaIds
{
    private static readonly Func<Type, string> _short = new SchemaGeneratorOptions().SchemaIdSelector;

    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _ids = [];

    /// <summary>The name of a type's schema, the same each time.</summary>
    public string Of(Type type)
    {
        if (_ids.TryGetValue(type, out var known))
            return known;
        var id = _short(type);
        for (var around = type.DeclaringType; !_types.TryAdd(id, type); around = around.DeclaringType)
        {
            if (around is null)
            {
                // What is left is told apart by its namespace, or else by its assembly.
                id = _types.TryAdd(Long(type), type) ? Long(type) : $"{Long(type)}.{type.Assembly.GetName().Name}";
                _types[id] = type;
                break;
            }

            id = $"{around.Name}.{id}";
        }

        return _ids[type] = id;
    }

    private static string Long(Type type) => $"{type.Namespace}.{_short(type)}";
}
