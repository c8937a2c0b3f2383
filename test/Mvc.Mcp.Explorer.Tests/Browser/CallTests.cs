using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;
using static Microsoft.Playwright.Assertions;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>Tools of every kind, called by the form of their schema.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CallTests(Chromium chromium, GalleryServer gallery)
{
    [SkippableFact]
    public async Task A_form_has_a_field_for_every_kind_of_value()
    {
        var explorer = await OpenAsync("hang");
        var page = explorer.Page;
        await page.GetByLabel("title").FillAsync("Sea");
        await page.GetByLabel("colour").SelectOptionAsync("Green");
        await page.GetByLabel("painted").FillAsync("2026-02-03");
        await page.GetByLabel("price").FillAsync("12.5");
        await page.GetByLabel("signed").SelectOptionAsync("true");
        await page.GetByLabel("wood").FillAsync("oak");
        await page.GetByLabel("width").FillAsync("4");
        await Group(page, "tags").GetByRole(AriaRole.Button, new() { Name = "Add an item" }).ClickAsync();
        await page.GetByLabel("tags[0]").First.FillAsync("blue");
        await Group(page, "visitors").GetByRole(AriaRole.Button, new() { Name = "Add a member" }).ClickAsync();
        await page.GetByLabel("Name of a member of visitors").FillAsync("anna");
        await page.GetByLabel("value").FillAsync("3");
        await page.GetByLabel("Kind of shape").SelectOptionAsync("circle");
        await page.GetByLabel("radius").FillAsync("1.5");

        await page.GetByLabel("JSON").First.CheckAsync();
        var given = JsonNode.Parse(await page.GetByLabel("Arguments as JSON").InputValueAsync())!;
        if (given["shape"]!["kind"] is null)
            given["shape"]!["kind"] = "circle";
        JsonNode.DeepEquals(given, JsonNode.Parse(
            """
            { "title": "Sea", "colour": "Green", "painted": "2026-02-03", "price": 12.5, "signed": true,
              "frame": { "wood": "oak", "width": 4 }, "tags": ["blue"], "visitors": { "anna": 3 }, "shape": { "kind": "circle", "radius": 1.5 } }
            """)).Should().BeTrue(given.ToJsonString());
    }

    [SkippableFact]
    public async Task What_is_written_as_JSON_is_in_the_form_and_arrives()
    {
        var explorer = await OpenAsync("hang");
        var page = explorer.Page;
        await page.GetByLabel("JSON").First.CheckAsync();
        await page.GetByLabel("Arguments as JSON").FillAsync(
            """{ "title": "Sea", "painted": "2026-02-03", "frame": { "wood": "oak" }, "tags": ["a", "b"], "chain": { "name": "x", "inner": { "name": "y" } }, "shape": { "kind": "square", "side": 2 } }""");

        await page.GetByLabel("Form").First.CheckAsync();
        await Expect(page.GetByLabel("tags[1]").First).ToHaveValueAsync("b");
        await Expect(page.GetByLabel("side")).ToHaveValueAsync("2");
        await explorer.Button("Call").ClickAsync();

        await Expect(explorer.Result).ToContainTextAsync("Result");
        await Expect(explorer.Result).ToContainTextAsync("\"side\": 2");
        await Expect(explorer.Result).ToContainTextAsync("\"y\"");
    }

    [SkippableFact]
    public async Task A_file_is_sent_from_this_machine()
    {
        var explorer = await OpenAsync("upload");
        await explorer.Page.GetByLabel("file").SetInputFilesAsync(new FilePayload { Name = "note.txt", MimeType = "text/plain", Buffer = "hello"u8.ToArray() });
        await Expect(explorer.Page.GetByText("note.txt: ")).ToBeVisibleAsync();
        await explorer.Page.GetByLabel("note").Last.FillAsync("thanks");

        await explorer.Button("Call").ClickAsync();

        await Expect(explorer.Result).ToContainTextAsync("note.txt text/plain hello thanks");
    }

    [SkippableFact]
    public async Task A_list_of_objects_is_a_table_sound_can_be_heard_and_a_file_saved()
    {
        var explorer = await OpenAsync("visitors");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Result.Locator("table.records tbody tr")).ToHaveTextAsync(["oak2", "pine3"]);

        await explorer.GoToAsync("tools/sound/try");
        await explorer.Button("Call").ClickAsync();
        (await explorer.Result.Locator("audio").EvaluateAsync<bool>("sound => new Promise(done => { sound.onloadedmetadata = () => done(true); sound.onerror = () => done(false); sound.load(); })")).Should().BeTrue();

        await explorer.GoToAsync("tools/download/try");
        await explorer.Button("Call").ClickAsync();
        var download = await explorer.Page.RunAndWaitForDownloadAsync(() => explorer.Link("Save").ClickAsync());
        download.SuggestedFilename.Should().Be("three.zip");
        (await File.ReadAllBytesAsync(await download.PathAsync())).Should().Equal(1, 2, 3);
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("Accept", "burnt 7")]
    [InlineData("Decline", "The user did not agree to this call")]
    public async Task What_the_server_asks_on_the_way_is_shown_and_answered(string answer, string outcome)
    {
        var explorer = await OpenAsync("burn");
        await explorer.Page.GetByLabel("id").FillAsync("7");
        await explorer.Button("Call").ClickAsync();
        await explorer.Button("Call it").ClickAsync();
        await Expect(explorer.Page.GetByRole(AriaRole.Dialog, new() { Name = "burn asks" })).ToContainTextAsync("id: 7");

        await explorer.Button(answer).ClickAsync();

        await Expect(explorer.Result).ToContainTextAsync(outcome);
        await Expect(explorer.Result).ToContainTextAsync("The server asked:");
        await Expect(explorer.Result.Locator("summary").Filter(new() { HasText = "Request 2" })).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Progress_is_shown_while_a_call_runs_and_it_can_be_cancelled()
    {
        var explorer = await OpenAsync("slow");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Page.GetByRole(AriaRole.Progressbar)).ToHaveJSPropertyAsync("position", 0.25);
        await Expect(explorer.Page.Locator(".progress")).ToContainTextAsync("a quarter 1 of 4");

        await explorer.Button("Cancel").ClickAsync();

        await Expect(explorer.Result).ToContainTextAsync("You cancelled the call.");
    }

    [SkippableFact]
    public async Task The_last_calls_are_kept_and_one_can_be_looked_at_again()
    {
        var explorer = await OpenAsync("visitors");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Result).ToContainTextAsync("pine");
        await explorer.Page.EvaluateAsync("location.hash = '#/tools/sound/try?at=%2Fmcp'");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Result.Locator("audio")).ToBeVisibleAsync();

        await explorer.Page.GetByText("Last calls (2)").ClickAsync();
        await explorer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("ok visitors") }).ClickAsync();

        await Expect(explorer.Result).ToContainTextAsync("pine");
    }

    [SkippableFact]
    public async Task A_resource_is_read_and_a_prompt_got()
    {
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.Explorer, "resources");
        await explorer.Page.GetByText("Read it").ClickAsync();
        await explorer.Page.GetByLabel("number").FillAsync("12");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Result).ToContainTextAsync("page 12");

        await explorer.GoToAsync("prompts");
        await explorer.Page.GetByText("Get it").ClickAsync();
        await explorer.Page.GetByLabel("topic").FillAsync("the sea");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Result).ToContainTextAsync("Write about the sea.");
        explorer.Complaints.Should().BeEmpty();
    }

    private static ILocator Group(IPage page, string name) =>
        page.GetByRole(AriaRole.Group, new() { NameRegex = new($"^{name}") }).First;

    private Task<OpenExplorer> OpenAsync(string tool) => OpenExplorer.OpenAsync(chromium, gallery.Explorer, $"tools/{tool}/try");
}
