using System.Reflection;

namespace Mvc.Mcp.Tests.Architecture;

/// <summary>docs/options.md is the table of all options.</summary>
public class OptionsPageTests
{
    public static TheoryData<Type> Options => new(typeof(McpOptions), typeof(McpOpenApiOptions), typeof(OperationRule), typeof(McpStdioOptions));

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_in_the_page(Type options)
    {
        var page = File.ReadAllText(Path.Combine(RootFolder(), "docs", "options.md"));

        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)
            .Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal) && !page.Contains($"`OpenApi.{name}`", StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    private static string RootFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mvc.Mcp.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
