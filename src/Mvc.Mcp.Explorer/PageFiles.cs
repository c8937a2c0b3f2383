using System.Reflection;

namespace Mvc.Mcp.Explorer;

/// <summary>The files of the page, as they are embedded in the assembly.</summary>
internal static class PageFiles
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PageFile> All { get; } = Read(typeof(PageFiles).Assembly);

    private static PageFile[] Read(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames().Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new PageFile(name, content);
        }),
    ];
}
