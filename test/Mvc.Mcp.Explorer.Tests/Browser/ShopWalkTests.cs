using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;
using static Microsoft.Playwright.Assertions;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>Somebody who has a keyboard and no mouse looks at the sample shop.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ShopWalkTests(Chromium chromium, ShopServer shop)
{
    [SkippableFact]
    public async Task Finds_a_tool_reads_it_and_sees_a_picture()
    {
        var explorer = await OpenAsync();
        await Expect(explorer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Shop");
        await Expect(explorer.Rows).ToHaveCountAsync(9);

        await explorer.OpenToolByKeysAsync("get_product_picture");
        await Expect(explorer.Page.Locator(".description")).ToHaveTextAsync("Gets the picture of a product.");
        await Expect(explorer.Page.Locator(".schema").First).ToContainTextAsync("path id");
        await Expect(explorer.Page.Locator(".source")).ToContainTextAsync("Shop.Controllers.ProductsController");
        await explorer.OpenTryByKeysAsync();
        await explorer.FillByKeysAsync("id", "1");
        await explorer.PressAsync("Control+Enter");

        await Expect(explorer.Result.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        var picture = explorer.Result.GetByRole(AriaRole.Img);
        await Expect(picture).ToBeVisibleAsync();
        (await picture.EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)")).Should().Be(128);
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Sees_an_error_as_a_model_reads_it_and_the_exchange_as_it_was()
    {
        var explorer = await OpenAsync();
        await explorer.OpenToolByKeysAsync("list_orders");
        await explorer.OpenTryByKeysAsync();
        await explorer.FillByKeysAsync("page", "0");
        await explorer.PressAsync("Control+Enter");

        await Expect(explorer.Result).ToContainTextAsync("Error, as the model reads it");
        await Expect(explorer.Result).ToContainTextAsync("page");
        await explorer.TabToAsync(explorer.Result.Locator("summary").Filter(new() { HasText = "Request" }));
        await explorer.PressAsync("Enter");
        await Expect(explorer.Result.Locator(".exchange")).ToContainTextAsync("Mcp-Name: list_orders");
        await Expect(explorer.Result.Locator(".exchange")).ToContainTextAsync("\"page\": 0");
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Is_asked_before_something_is_destroyed_and_can_refuse()
    {
        var explorer = await OpenAsync();
        await explorer.OpenToolByKeysAsync("delete_product");
        await explorer.OpenTryByKeysAsync();
        await explorer.FillByKeysAsync("id", "3");
        await explorer.PressAsync("Control+Enter");

        await Expect(explorer.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Call delete_product?");
        await Expect(explorer.Button("Do not call")).ToBeFocusedAsync();
        await explorer.PressAsync("Enter");
        await Expect(explorer.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(explorer.Result).ToBeHiddenAsync();

        using var http = new HttpClient();
        (await http.GetAsync(new Uri(shop.Explorer, "/products/3"))).IsSuccessStatusCode.Should().BeTrue("it was not called");
    }

    [SkippableFact]
    public async Task Orders_by_a_form_that_is_made_of_the_schema()
    {
        var explorer = await OpenAsync();
        await explorer.OpenToolByKeysAsync("create_order");
        await explorer.OpenTryByKeysAsync();
        await explorer.TabToAsync(explorer.Button("Fill in the examples"));
        await explorer.PressAsync("Enter");
        await explorer.TabToAsync(explorer.Page.GetByLabel("deliverOn"));
        await explorer.Page.GetByLabel("deliverOn").FillAsync("2026-12-24");
        await explorer.PressAsync("Control+Enter");

        await Expect(explorer.Result.Locator("table.records")).ToContainTextAsync("unitPrice");
        await Expect(explorer.Result).ToContainTextAsync("Ada Lovelace");
        await Expect(explorer.Result).ToContainTextAsync("2026-12-24");
    }

    [SkippableFact]
    public async Task Signs_in_by_token_and_out_again_and_the_list_follows()
    {
        var explorer = await OpenAsync();
        await BecomeAsync(explorer, "Token", shop.AdministratorToken);
        await Expect(explorer.Rows).ToHaveCountAsync(10);
        await explorer.OpenToolByKeysAsync("get_stats");
        await explorer.OpenTryByKeysAsync();
        await explorer.TabToAsync(explorer.Button("Call"));
        await explorer.PressAsync("Enter");
        await Expect(explorer.Result).ToContainTextAsync("revenue", new() { IgnoreCase = true });

        await explorer.TabToAsync(explorer.Page.Locator("#caller"));
        await explorer.PressAsync("Enter");
        await explorer.TabToAsync(explorer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Radio, new() { Checked = true }));
        await explorer.PressAsync("ArrowUp");
        await Expect(explorer.Page.GetByLabel("Nobody (anonymous)")).ToBeCheckedAsync();
        await explorer.PressAsync("Enter");

        await Expect(explorer.Page.Locator("#caller")).ToContainTextAsync("anonymous");
        await Expect(explorer.Page.Locator(".detail")).ToContainTextAsync("This caller gets no such tool.");
        (await explorer.Page.EvaluateAsync<string>("JSON.stringify([localStorage, sessionStorage, document.cookie])"))
            .Should().NotContain(shop.AdministratorToken[..20], "a token is kept in memory alone");
    }

    [SkippableFact]
    public async Task Sees_what_another_caller_gets_beside_what_it_gets()
    {
        var explorer = await OpenAsync("compare");
        await explorer.TabToAsync(explorer.Page.GetByLabel("Nobody (anonymous)"));
        await explorer.PressAsync("ArrowDown");
        await explorer.PressAsync("ArrowDown");
        await explorer.TabToAsync(explorer.Page.GetByLabel("Token of the other caller"));
        await explorer.TypeAsync(shop.AdministratorToken);
        await explorer.PressAsync("Enter");

        var rows = explorer.Page.Locator(".compare tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToHaveTextAsync(new Regex("get_stats—listedonly token"));
        await Expect(explorer.Page.Locator(".compare")).ToContainTextAsync("9 tools as this browser, 10 tools as token");
    }

    [SkippableFact]
    public async Task Reads_what_was_left_out_and_how_to_connect()
    {
        var explorer = await OpenAsync();
        await explorer.TabToAsync(explorer.Link("Left out"));
        await explorer.PressAsync("Enter");
        await Expect(explorer.Page.Locator(".card")).ToContainTextAsync("Take [McpIgnore] away from InternalController.GetHealth or from InternalController.");

        await explorer.TabToAsync(explorer.Link("Connect"));
        await explorer.PressAsync("Enter");
        await Expect(explorer.Page.Locator(".connect")).ToContainTextAsync($"claude mcp add --transport http shop {new Uri(shop.Explorer, "/mcp")}");
        await Expect(explorer.Page.Locator(".connect")).ToContainTextAsync("npx @modelcontextprotocol/inspector");
    }

    [SkippableFact]
    public async Task Follows_a_change_of_the_catalog()
    {
        var explorer = await OpenAsync();
        await BecomeAsync(explorer, "Token", shop.AdministratorToken);
        await Expect(explorer.Page.Locator("#live")).ToHaveAttributeAsync("data-state", "on");
        try
        {
            shop.ShowLateTool(false);
            await Expect(explorer.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The tools have changed. gone: get_stats." })).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Expect(explorer.Rows).ToHaveCountAsync(9);
        }
        finally
        {
            shop.ShowLateTool(true);
        }

        await Expect(explorer.Rows).ToHaveCountAsync(10, new() { Timeout = 60_000 });
    }

    [SkippableFact]
    public async Task Goes_on_typing_while_the_catalog_changes()
    {
        var explorer = await OpenAsync();
        await BecomeAsync(explorer, "Token", shop.AdministratorToken);
        await explorer.OpenToolByKeysAsync("list_products");
        await explorer.OpenTryByKeysAsync();
        await explorer.FillByKeysAsync("category", "Elec");
        try
        {
            shop.ShowLateTool(false);
            await Expect(explorer.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "gone: get_stats." })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        }
        finally
        {
            shop.ShowLateTool(true);
        }

        await explorer.TypeAsync("tronics");

        await Expect(explorer.Page.GetByLabel("category").First).ToHaveValueAsync("Electronics");
    }

    private Task<OpenExplorer> OpenAsync(string view = "") => OpenExplorer.OpenAsync(chromium, shop.Explorer, view);

    private static async Task BecomeAsync(OpenExplorer explorer, string field, string token)
    {
        await explorer.TabToAsync(explorer.Page.Locator("#caller"));
        await explorer.PressAsync("Enter");
        await explorer.TabToAsync(explorer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox, new() { Name = field }));
        await explorer.TypeAsync(token);
        await explorer.PressAsync("Enter");
        await Expect(explorer.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }
}
