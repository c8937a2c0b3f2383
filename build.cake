// dotnet tool restore && dotnet cake [--target=Pack] [--configuration=Release]
var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");
var solution = "Mvc.Mcp.sln";
var packages = MakeAbsolute(Directory("artifacts/packages"));

Task("Build")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings
    {
        Configuration = configuration,
        // No path of the machine that builds gets into what is packed.
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("ContinuousIntegrationBuild", "true"),
    }));

Task("Test")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(solution, new DotNetTestSettings { Configuration = configuration, NoBuild = true }));

Task("Pack")
    .IsDependentOn("Build")
    .Does(() =>
{
    CleanDirectory(packages);
    DotNetPack(solution, new DotNetPackSettings { Configuration = configuration, NoBuild = true, OutputDirectory = packages });
});

Task("Conformance")
    .IsDependentOn("Build")
    .Does(() => DotNetTest("test/Mvc.Mcp.Conformance", new DotNetTestSettings { Configuration = configuration, NoBuild = true }));

Task("Benchmark")
    .Does(() => DotNetRun("test/Mvc.Mcp.Benchmarks", "ratios", new DotNetRunSettings { Configuration = "Release" }));

Task("Default")
    .IsDependentOn("Build")
    .IsDependentOn("Test")
    .IsDependentOn("Pack");

RunTarget(target);
