using System.Diagnostics;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.Packages.Tests.Building;

/// <summary>A folder outside the repository in which applications are made, with the feed of the packages among its sources.</summary>
internal sealed class ApplicationFolder(string folder, string cache)
{
    /// <summary>Runs the command line of the SDK there, and gives what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(params IEnumerable<string> arguments) =>
        (await FiniteProcess.RunAsync(Command(arguments))).Succeeded();

    /// <summary>A command of the SDK, to be run there.</summary>
    public ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var start = DotNet.Command(folder, arguments);
        // The packages under test go to a cache of their own; all others come from the user's, without a download.
        start.Environment["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = cache;
        // Variables of the build that runs the tests are not these applications'.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        return start;
    }

    /// <summary>Changes a file there as a user would.</summary>
    public void Edit(string file, string old, string @new)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(old);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>The text of a file there.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    /// <summary>Puts a file there.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    /// <summary>The source files of one of its folders.</summary>
    public IReadOnlyList<string> FilesOf(string name) =>
        Directory.GetFiles(Path.Combine(folder, name), "*.cs", SearchOption.AllDirectories);

    /// <summary>Puts the files of a folder and its folders there, or in one of its folders, in place of those of the same names.</summary>
    public void Copy(string source, string into = ".")
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, into, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
