namespace Mvc.Mcp.Schemas;

/// <summary>A patch as OData has it: some members of a thing, with their new values. The package is not referenced here.</summary>
internal static class DeltaType
{
    private const string Name = "Microsoft.AspNetCore.OData.Deltas.Delta`1";

    /// <summary>What is patched; null where the type is no such patch.</summary>
    public static Type? PatchedBy(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition().FullName == Name ? type.GenericTypeArguments[0] : null;
}
