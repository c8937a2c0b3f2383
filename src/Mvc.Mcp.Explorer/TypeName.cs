namespace Mvc.Mcp.Explorer;

/// <summary>Writes types as C# does.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
        [typeof(double)] = "double", [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(object)] = "object", [typeof(short)] = "short", [typeof(string)] = "string",
    };

    /// <summary>The name alone: <c>List&lt;int?&gt;</c>.</summary>
    public static string Of(Type type)
    {
        if (_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";
        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name;
    }

    /// <summary>The name with its namespace.</summary>
    public static string Full(Type type) => type.Namespace is { } space ? $"{space}.{Of(type)}" : Of(type);
}
