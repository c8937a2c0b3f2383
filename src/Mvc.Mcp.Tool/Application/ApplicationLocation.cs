using System.Diagnostics;

namespace Mvc.Mcp.Tool.Application;

/// <summary>Where an application is: an assembly, or a project that is built first.</summary>
/// <param name="Given">The assembly, the project file, or the folder of one.</param>
/// <param name="Configuration">Which configuration of a project.</param>
/// <param name="Build">Whether a project is built.</param>
internal sealed record ApplicationLocation(FileSystemInfo Given, string Configuration, bool Build)
{
    /// <summary>The assembly, and the folder to run it in; null for that of the command.</summary>
    /// <exception cref="ToolException">There is none, or the project cannot be built.</exception>
    public async Task<(FileInfo Assembly, string? Folder)> FindAsync(CancellationToken cancellationToken)
    {
        if (Project() is not { } project)
            return (Existing(new FileInfo(Given.FullName)), null);
        if (Build)
            await RunAsync(["build", project.FullName, "--configuration", Configuration, "--nologo", "--verbosity", "quiet"], cancellationToken);
        var path = await RunAsync(["msbuild", project.FullName, $"-p:Configuration={Configuration}", "-getProperty:TargetPath"], cancellationToken);
        return (Existing(new FileInfo(path.Trim())), project.DirectoryName);
    }

    private static FileInfo Existing(FileInfo assembly) =>
        assembly.Exists ? assembly : throw new ToolException($"There is no application '{assembly.FullName}'. Build it first.");

    private FileInfo? Project()
    {
        if (Given is not DirectoryInfo folder)
            return Given.Extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Given.Exists ? (FileInfo)Given : null;
        var projects = folder.Exists ? folder.GetFiles("*.*proj") : [];
        return projects.Length == 1
            ? projects[0]
            : throw new ToolException($"The folder '{folder.FullName}' has {(projects.Length == 0 ? "no project" : "several projects: name one")}.");
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ApplicationProcess.DotNet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new ToolException("'dotnet' could not be started.");
        var written = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? await written : throw new ToolException($"'dotnet {string.Join(' ', arguments)}' failed.\n{await written}{await errors}".TrimEnd());
    }
}
