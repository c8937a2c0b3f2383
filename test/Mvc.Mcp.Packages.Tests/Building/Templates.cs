using Mvc.Mcp.EndToEnd;

namespace Mvc.Mcp.Packages.Tests.Building;

/// <summary>Makes applications of the SDK's templates: as they come, and with the lines that the README asks for.</summary>
internal static class Templates
{
    /// <summary>What the one that is left as it comes is called more than the other.</summary>
    public const string AsItComes = "AsItComes";

    /// <summary>Makes them in <paramref name="folder"/>, each with what its user wrote so far.</summary>
    public static async Task MakeAsync(ApplicationFolder folder)
    {
        await MakeAsync(folder, "TemplateControllers", "--use-controllers");
        folder.Edit("TemplateControllers/Program.cs", "AddControllers();", "AddControllers().AddMcp();");
        folder.Edit("TemplateControllers/Program.cs", "app.MapControllers();", "app.MapControllers();\napp.MapMcp(\"/mcp\");");

        await MakeAsync(folder, "TemplateMinimal");
        folder.Edit("TemplateMinimal/Program.cs", "app.Run();", "app.MapProducts();\napp.Run();");
        folder.Edit($"TemplateMinimal{AsItComes}/Program.cs", "app.Run();", "app.MapProducts();\napp.Run();");
        folder.Edit("TemplateMinimal/Program.cs", "builder.Services.AddOpenApi();", "builder.Services.AddOpenApi();\nbuilder.Services.AddMcp();");
        folder.Edit("TemplateMinimal/Program.cs", "app.Run();", "app.MapMcp(\"/mcp\");\napp.Run();");
    }

    private static async Task MakeAsync(ApplicationFolder folder, string template, params IEnumerable<string> options)
    {
        foreach (var name in new[] { template, template + AsItComes })
        {
            await folder.RunAsync(["new", "webapi", .. options, "--no-restore", "--output", name, "--name", name]);
            folder.Copy(Repository.PathTo("test", "Mvc.Mcp.Packages.Tests", "Templates", template), name);
            folder.Edit($"{name}/{name}.csproj", "<Nullable>", "<GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>CS1591</NoWarn><Nullable>");
        }

        // The compiler gets the files of a folder in no order that would be the same in the next, and MVC its controllers.
        foreach (var file in folder.FilesOf(template + AsItComes).Where(file => !file.EndsWith("Program.cs", StringComparison.Ordinal)))
            File.Delete(file);
        folder.Edit(
            $"{template}{AsItComes}/{template}{AsItComes}.csproj",
            "  <ItemGroup>",
            $"  <ItemGroup>\n    <Compile Include=\"../{template}/**/*.cs\" Exclude=\"../{template}/Program.cs;../{template}/obj/**\" />");
        // As dotnet add package does, without its restore.
        folder.Edit(
            $"{template}/{template}.csproj",
            "<PackageReference Include=\"Microsoft.AspNetCore.OpenApi\"",
            "<PackageReference Include=\"Mvc.Mcp\" Version=\"$(MvcMcpVersion)\" />\n    <PackageReference Include=\"Microsoft.AspNetCore.OpenApi\"");
    }
}
