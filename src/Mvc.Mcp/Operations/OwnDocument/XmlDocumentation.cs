using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>Finds the XML comments of an application's code.</summary>
internal static class XmlDocumentation
{
    /// <summary>
    /// The files that stand beside the assemblies with the application's controllers, for these and for the assemblies they
    /// use, where models often are.
    /// </summary>
    public static IEnumerable<string> Files(ApplicationPartManager? parts) =>
    [
        .. (parts?.ApplicationParts.OfType<AssemblyPart>().Select(part => part.Assembly) ?? [])
            .Append(Assembly.GetEntryAssembly())
            .OfType<Assembly>()
            .Distinct()
            .Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0)
            .SelectMany(Beside)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Beside(Assembly assembly) =>
        assembly.GetReferencedAssemblies()
            .Append(assembly.GetName())
            .Select(name => Path.Combine(Path.GetDirectoryName(assembly.Location)!, $"{name.Name}.xml"))
            .Where(File.Exists);
}
